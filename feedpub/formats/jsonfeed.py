"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping

from feedpub.formats import files
from feedpub.formats.instants import rfc3339
from feedpub.model.feed import Author, Channel, Enclosure, Feed, Item, Reference
from feedpub.model.podcast import Episode, Podcast

VERSION = "https://jsonfeed.org/version/1.1"

EXTENSION = "_feedpub"
"""What the specification has no member for stands in this one of ours (section "Extensions")."""
ABOUT = "https://feedpub.example/json-feed-extension"
"""What the extension is known by. Nothing is served there: docs/articles.md says what its members are."""


def render(feed: Feed) -> bytes:
    """The feed as a JSON Feed document in UTF-8, with a line break at its end."""
    channel = feed.channel
    document = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.link,
        "feed_url": files.JSON.url(channel),
        "next_url": f"{feed.history.previous}{files.JSON.name}" if feed.history.previous else None,
        "description": channel.description,
        "icon": channel.icon.url if channel.icon else None,
        "authors": [_author(channel.author)],
        "language": channel.language,
        "hubs": [{"type": "WebSub", "url": hub} for hub in channel.hubs],
        EXTENSION: _present(
            {"about": ABOUT, "copyright": channel.copyright, "logo": channel.logo.url if channel.logo else None}
            | (_show(channel.podcast) if channel.podcast else {})
        ),
        "items": [_item(item, channel) for item in feed.items],
    }
    text = json.dumps(_present(document, keep="items"), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _present(members: Mapping[str, object], keep: str = "") -> dict[str, object]:
    """The members that say something; what is not known is left out, never null."""
    return {name: value for name, value in members.items() if name == keep or value not in (None, [], {}, "")}


def _item(item: Item, channel: Channel) -> dict[str, object]:
    body = {"content_html": item.html} if item.html is not None else {"content_text": item.summary}
    return _present(
        {
            "id": item.id,
            "url": item.link,
            "title": item.title,
            **body,
            "summary": item.summary,
            "image": item.image.url if item.image else None,
            "date_published": rfc3339(item.published),
            "date_modified": rfc3339(item.updated),
            "authors": [_author(author) for author in item.authors],
            "tags": list(item.categories),
            "language": item.language if item.language != channel.language else None,
            "attachments": [_attachment(item.enclosure)] if item.enclosure else None,
            EXTENSION: _extension(item),
        }
    )


def _author(author: Author) -> dict[str, object]:
    """An author has no member for an e-mail address; a mailto: URL is what the specification names for it.

    Beside an address on the web it goes into our extension.
    """
    if author.url:
        return _present({"name": author.name, "url": author.url, EXTENSION: _present({"email": author.email})})
    return _present({"name": author.name, "url": author.email and f"mailto:{author.email}"})


def _attachment(enclosure: Enclosure) -> dict[str, object]:
    return _present(
        {
            "url": enclosure.url,
            "mime_type": enclosure.type,
            "size_in_bytes": enclosure.length,
            "duration_in_seconds": enclosure.duration,
        }
    )


def _extension(item: Item) -> dict[str, object]:
    """What an item has and the specification has no member for."""
    image = item.image
    return _present(
        {
            "section": item.section,
            "image_alt": image.alt if image else None,
            "image_caption": image.caption if image else None,
            "image_credit": image.credit if image else None,
            "image_width": image.width if image else None,
            "image_height": image.height if image else None,
            "rights": item.rights,
            "source": _reference(item.source) if item.source else None,
            "related": [_reference(related) for related in item.related],
            **(_episode(item.episode) if item.episode else {}),
        }
    )


def _show(podcast: Podcast) -> dict[str, object]:
    """What a show says of itself."""
    return {
        "guid": podcast.guid,
        "explicit": podcast.explicit,
        "type": podcast.kind,
        "categories": [" > ".join(filter(None, category)) for category in podcast.categories],
    }


def _episode(episode: Episode) -> dict[str, object]:
    """What an item is as an episode."""
    return {
        "show": episode.show,
        "season": episode.season,
        "season_name": episode.season_name,
        "episode": episode.number,
        "episode_type": episode.kind,
        "explicit": episode.explicit,
        "image": episode.art,
        "chapters": episode.chapters_url,
        "transcripts": [
            {"url": transcript.url, "type": transcript.type, "language": transcript.language}
            for transcript in episode.transcripts
        ],
        "persons": [
            _present({"name": person.name, "role": person.role, "url": person.url}) for person in episode.persons
        ],
    }


def _reference(reference: Reference) -> dict[str, object]:
    return {"title": reference.title, "url": reference.url}
