"""The podcast namespace, Podcasting 2.0 (https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md)."""

from feedpub.rules.atom.shapes import ENTRY, FEED
from feedpub.rules.grammar import Child, many, optional
from feedpub.rules.podcast import elements, episodes, feeds, live, media, payments, places, remote, schedule, show
from feedpub.rules.rss.shapes import CHANNEL, ITEM

__all__ = ["IN_BOTH", "OF_CHANNELS", "OF_ITEMS", "feeds"]

IN_BOTH: dict[str, Child] = {
    "chat": optional(show.CHAT),
    "funding": many(show.FUNDING),
    "image": many(media.IMAGE),
    "images": optional(media.IMAGES),
    "license": optional(show.LICENSE),
    "location": many(places.LOCATION),
    "person": many(show.PERSON),
    "socialInteract": many(show.SOCIAL),
    "txt": many(show.TXT),
    "value": many(payments.VALUE),
}
"""What a podcast and its episodes may have."""
OF_CHANNELS: dict[str, Child] = IN_BOTH | {
    "block": many(show.BLOCK),
    "guid": optional(remote.GUID),
    "liveItem": many(live.LIVE_ITEM),
    "locked": optional(show.LOCKED),
    "medium": optional(remote.MEDIUM),
    "podping": optional(schedule.PODPING),
    "podroll": optional(remote.PODROLL),
    "publisher": optional(remote.PUBLISHER),
    "remoteItem": many(remote.REMOTE_ITEM),
    "trailer": many(media.TRAILER),
    "updateFrequency": optional(schedule.UPDATE_FREQUENCY),
}
OF_ITEMS: dict[str, Child] = IN_BOTH | {
    "alternateEnclosure": many(media.ALTERNATE),
    "chapters": optional(episodes.CHAPTERS),
    "contentLink": many(live.CONTENT_LINK),
    "episode": optional(episodes.EPISODE),
    "season": optional(episodes.SEASON),
    "soundbite": many(episodes.SOUNDBITE),
    "transcript": many(episodes.TRANSCRIPT),
}
elements.admit(CHANNEL, OF_CHANNELS)
elements.admit(ITEM, OF_ITEMS)
# The documents speak of RSS alone, but Atom lets foreign elements in, so there only what they say is judged.
elements.admit(FEED, OF_CHANNELS)
elements.admit(ENTRY, OF_ITEMS)
