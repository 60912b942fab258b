"""What a station puts into its own site: the lines by which readers find a feed, and a box for people to subscribe."""

from feedpub.library.folders import Folder
from feedpub.library.shows import bare_channels
from feedpub.library.stations import Newsroom, read_newsroom
from feedpub.model.feed import Channel
from feedpub.model.newsroom import Station
from feedpub.model.show import UnreadShow
from feedpub.pages.rendering import render_snippet
from feedpub.problem import suggestion


class UnknownFeedError(ValueError):
    """A feed was asked for that does not exist, or of which nothing can be understood."""


def snippet(articles: Folder, path: str) -> str:
    """The HTML for the feed STATION or STATION/FEED. Raises UnknownFeedError, OSError."""
    newsroom = read_newsroom(articles)
    found = {
        channel.path: channel for name in newsroom.stations for channel in _channels(newsroom.stations[name], name)
    }
    if path not in found:
        near = suggestion(path, found) or ", ".join(found)
        raise UnknownFeedError(f"There is no feed “{path}”." + (f" Did you mean {near}?" if near else ""))
    return render_snippet(found[path], is_show=_is_show(newsroom, path))


def _channels(station: Station, name: str) -> list[Channel]:
    """The feeds of a station that can be understood, without their pictures."""
    unread = {f"{name}/{slug}" for slug, show in station.shows.items() if isinstance(show, UnreadShow)}
    return [channel for channel in bare_channels(station, name) if channel.path not in unread]


def _is_show(newsroom: Newsroom, path: str) -> bool:
    name, _, slug = path.partition("/")
    return slug in newsroom.stations[name].shows
