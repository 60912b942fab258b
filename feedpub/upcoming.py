"""What will change in the feeds by the clock alone: articles that appear, change or expire by themselves."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from feedpub.edition import FAR_OFF, Due, due
from feedpub.library.folders import Folder
from feedpub.library.reading import read_articles
from feedpub.library.stations import read_newsroom


class Coming(NamedTuple):
    """Something that falls due, and the folder of the station that it belongs to."""

    due: Due
    station: str


def upcoming(articles: Path, now: datetime) -> list[Coming]:
    """All that falls due after `now` in a newsroom's folder, the first first. Raises OSError."""
    newsroom = read_newsroom(Folder(articles, articles.as_posix()))
    found = [
        Coming(one, name)
        for name, station in newsroom.stations.items()
        for one in due(read_articles(newsroom.folder, name, station).candidates, now)
        if one.what != FAR_OFF
    ]
    return sorted(found)
