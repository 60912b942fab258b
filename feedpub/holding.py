"""Why a station's new feeds are not put in place: they would not be valid, or would do something to subscribers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from feedpub.in_place import items_in_place
from feedpub.library.folders import SHOW_FILE, STATION_FILE
from feedpub.making import MadeStation
from feedpub.model.feed import Candidate, Channel, Feed
from feedpub.problem import Place, Problem, Severity, errors
from feedpub.subscribers import Brake, Change, Kind, KnownArticles, brakes, changes, is_renamed, replaced, vanished

_NAMED = 3
"""Titles and files that a held station names."""


Found = Sequence[tuple[Feed, Sequence[Change]]]
"""What readers would see change in each feed."""


def changes_of(made: MadeStation, out: Path) -> Found:
    """What readers would see change in the feeds of a station. Raises OSError if one in place cannot be read."""
    return [(feed, changes(feed, files, out)) for feed, files in made.feeds]


def reasons_to_hold(
    made: MadeStation, out: Path, found: Found, known: KnownArticles, allowed: Collection[str] = ()
) -> list[Problem]:
    """What keeps a station's feeds as they are below `out`; empty if nothing does.

    `allowed` are brakes that are let go. Raises OSError if a feed in place cannot be read.
    """
    if wrong := _not_valid(made):
        return [_held(made, out, *wrong)]
    if made.is_broken and (lost := _lost(found, known)):
        return [_held(made, out, *lost)]
    renamed = _renamed(made, found, known)
    hit = {Brake.RE_ANNOUNCE: [change.title for change in renamed]} if renamed else {}
    for feed, of_feed in found:
        for brake, titles in brakes(feed, of_feed, out, known).items():
            hit.setdefault(brake, []).extend(titles)
    return [
        _held(made, out, *_braked(brake, set(hit[brake]), renamed, made.name))
        for brake in Brake
        if brake in hit and brake not in allowed
    ]


def postponed(found: Found, out: Path, known: KnownArticles) -> list[Problem]:
    """Warnings for articles that subscribers have, and that leave the feeds because they have a later date now.

    Raises OSError.
    """
    gone = {change.id: feed.channel.path for feed, of_feed in found for change in of_feed if change.kind is Kind.GONE}
    before = items_in_place(out, sorted(set(gone.values())))
    left = [before[identity] for identity in sorted(gone) if not before[identity].is_early(known.now)]
    articles = [(item, known.find(item.id) or known.find_by_link(item.link)) for item in left]
    return [
        _postponed(article)
        for item, article in articles
        if article and article.published > known.now and not article.withdrawn and item.title == article.title
    ]


def _postponed(article: Candidate) -> Problem:
    until = f"{article.published:%Y-%m-%d %H:%M} UTC"
    message = f"The article was out already; with this date it leaves the feeds until {until}."
    fix = "If the new date is a slip, correct it. To show again what has changed, write `updated` and keep `published`."
    return Problem(article.places.published, "postponed", message, fix, Severity.WARNING)


def _lost(found: Found, known: KnownArticles) -> tuple[str, str] | None:
    """What subscribers would lose to something that is broken, in words."""
    if titles := {title for feed, of_feed in found for title in vanished(feed, of_feed, known)}:
        return _would_vanish(titles, "feeds")
    others = {title for _, of_feed in found for title in replaced(of_feed)}
    return _would_be_replaced(others) if others else None


def _renamed(made: MadeStation, found: Found, known: KnownArticles) -> set[Change]:
    """What a feed would announce again, be it that only the archive has it under its former id."""
    archived = {change.id: change for archive in made.archives for hold in archive.held for change in hold.renamed}
    every = [change for _, of_feed in found for change in of_feed]
    again = {archived[change.id] for change in every if change.kind is Kind.NEW and change.id in archived}
    return again | {change for change in every if is_renamed(change, known)}


def released(made: MadeStation, out: Path, now: datetime) -> datetime | None:
    """When the clock lets go of what it holds: the first instant at which something in place is out. Raises OSError."""
    in_place = items_in_place(out, [one.feed.channel.path for one in made.feeds])
    early = [item.out_since for item in in_place.values() if item.is_early(now)]
    early += [hold.until for archive in made.archives for hold in archive.held]
    return min((when for when in early if when), default=None)


def held_shows(made: MadeStation, out: Path) -> list[Problem]:
    """The shows whose new feeds are not put in place; the station's own feeds are."""
    message = "its feed would not be valid, or not what one of its destinations takes."
    return [_held_show(channel, out, message) for channel in made.refused]


def held_archives(made: MadeStation, out: Path) -> list[Problem]:
    """What is told of archive documents that stay as they are because articles would vanish from them."""
    hit = {hold.brake for archive in made.archives for hold in archive.held}
    return [_held_archive(made, out, brake) for brake in (None, *Brake) if brake in hit]


def _held_archive(made: MadeStation, out: Path, brake: Brake | None) -> Problem:
    """What the archives behind all feeds of a station run into, told once."""
    archives = [archive for archive in made.archives if any(hold.brake is brake for hold in archive.held)]
    those = [hold for archive in archives for hold in archive.held if hold.brake is brake]
    titles = {title for hold in those for title in hold.titles}
    months = _months({month for archive in archives for month in archive.held_months})
    if brake is None:
        message, fix = _would_vanish(titles, "documents")
    elif brake is Brake.DROP:
        message = f"more than a fifth of it, or of one of its months, would disappear at once: {_listed(titles)}."
        fix = f"{_ARE_THEY_THERE} Or was archive: yes removed? {_let_through(brake, made.name)}"
    else:
        message, fix = _braked(brake, titles, {change for hold in those for change in hold.renamed}, made.name)
    if staying := {title for archive in archives for title in archive.staying}:
        message += f" Until then {_listed(staying)}, which should have been removed, can still be read there."
    whole = f"The archive of {made.title} is held for {months}: {message}"
    return Problem(_place(made, out), "archive-held", whole, fix)


def _months(held: set[str]) -> str:
    first, *others = sorted(held)
    if len(held) <= _NAMED:
        return ", ".join((first, *others))
    return f"{len(held)} months from {first} to {others[-1]}"


Holes = Mapping[str, Sequence[Problem]]
"""By the folders of feeds, what is wrong with documents of their archives that have never been there."""


def hole_to_hold(made: MadeStation, out: Path, holes: Holes) -> Problem | None:
    """What keeps a station's feeds as they are because one of its own would lead to nothing; None if nothing does."""
    shows = {one.feed.channel.path for one in made.feeds if one.feed.channel.podcast}
    wrong = [problem for path in holes.keys() - shows for problem in holes[path]]
    return _held(made, out, *_would_not_be_valid(wrong)) if wrong else None


def shows_with_holes(made: MadeStation, out: Path, holes: Holes) -> list[Problem]:
    """The shows whose new feeds are not put in place because they would lead to nothing."""
    held = (one.feed.channel for one in made.feeds if one.feed.channel.path in holes)
    return [_held_show(channel, out, _would_not_be_valid(holes[channel.path])[0]) for channel in held]


def _held(made: MadeStation, out: Path, message: str, fix: str) -> Problem:
    return Problem(_place(made, out), "station-held", f"{made.title} is held: {message}", fix)


def _place(made: MadeStation, out: Path) -> Place:
    return Place((out / made.name).as_posix())


def _held_show(channel: Channel, out: Path, message: str) -> Problem:
    fix = f"Fix the problems reported for {SHOW_FILE} and its episodes; until then the show's feed stays as it is."
    return Problem(Place((out / channel.path).as_posix()), "show-held", f"{channel.title} is held: {message}", fix)


def _not_valid(made: MadeStation) -> tuple[str, str] | None:
    """Feeds that the validator rejects are not put in place, whatever made them so."""
    shows = {channel.path for channel in made.refused}
    wrong = [problem for problem in errors(made.verdict) if problem.place.file.rpartition("/")[0] not in shows]
    return _would_not_be_valid(wrong) if wrong else None


def _would_not_be_valid(wrong: Iterable[Problem]) -> tuple[str, str]:
    named = sorted({problem.place.file for problem in wrong})[:_NAMED]
    fix = f"Fix the problems reported for {'it' if len(named) == 1 else 'them'}; until then the feeds stay as they are."
    return f"{' and '.join(named)} would not be valid.", fix


def _would_vanish(titles: set[str], what: str) -> tuple[str, str]:
    """Broken articles are left out, but what subscribers have must not vanish with them.

    Where nothing is broken, an article that is not there any more was deleted by somebody who meant it.
    """
    them = "it" if len(titles) == 1 else "them"
    message = f"{_listed(titles)} would disappear from its {what}: no file that can be read has {them}."
    files = "its file" if len(titles) == 1 else "their files"
    fix = f"Fix what is broken, or put back {files}, or set status: withdrawn in {them}; the {what} stay until then."
    return message, fix


def _would_be_replaced(titles: set[str]) -> tuple[str, str]:
    """A copy has the id of an article that is broken, perhaps, and of which nothing else is known."""
    message = f"{_listed(titles)} would replace other articles in the feeds, because it has their ids."
    return message, "Fix what is broken; or remove the id from the copy, or the copy itself."


def _braked(brake: Brake, titles: set[str], renamed: Iterable[Change], station: str) -> tuple[str, str]:
    shown = _listed(titles)
    match brake:
        case Brake.RE_ANNOUNCE:
            message, fix = _re_announced(shown, sorted(renamed, key=lambda change: (change.title, change.id)))
        case Brake.CLOCK:
            message = (
                f"{shown} would disappear: by the clock of this run it is not published yet, although it already was."
            )
            fix = "Set the clock of this machine; or, if it was ahead before, wait until the time has come."
        case Brake.EMPTY:
            message = f"a feed would be empty: {shown} would disappear."
            fix = _ARE_THEY_THERE
        case Brake.DROP:
            message = f"more than a fifth of a feed would disappear at once: {shown}."
            fix = _ARE_THEY_THERE
        case Brake.OLD_ITEMS:
            message = f"{len(titles)} old articles would come into a feed at once: {shown}."
            fix = "Check their dates, and what was copied here."
    return message, f"{fix} {_let_through(brake, station)}"


_ARE_THEY_THERE = (
    "Check that all articles are there (is a disk not mounted, or a folder renamed?), and their dates and sections."
)


def _let_through(brake: Brake, station: str) -> str:
    return f"If this is intended, let it through once: feedpub build {station} --allow {brake}"


def _re_announced(shown: str, renamed: Sequence[Change]) -> tuple[str, str]:
    """In words that the articles `shown` have other ids than before, and which ones they had."""
    if domain := _former_domain(renamed):
        message = f"{shown} would be announced again, because ids contain the site's domain, which has changed."
        return message, f"To keep the ids, write the former domain into {STATION_FILE} (domain: {domain})."
    first, *others = renamed
    if not others:
        message = f"{shown} would be announced again, with the id {first.id} instead of {first.was}."
        return message, f"Give the file its old name (and date) back, or write its old id into it (id: {first.was})."
    message = f"{shown} would be announced again, because they have other ids than before."
    ids = ", ".join(f"“{change.title}” (id: {change.was})" for change in renamed[:_NAMED])
    return message, f"Give the files their old names (and dates) back, or write its old id into each: {ids}."


def _former_domain(renamed: Iterable[Change]) -> str | None:
    """The domain of the ids before, if nothing else in them is another now; ids are tag:DOMAIN,rest (RFC 4151)."""
    before = {change.was.partition(",")[0] for change in renamed}
    if len(before) != 1 or any(change.was.partition(",")[2] != change.id.partition(",")[2] for change in renamed):
        return None
    scheme, _, domain = before.pop().partition(":")
    return domain if scheme == "tag" else None


def _listed(titles: set[str]) -> str:
    named = sorted(titles)
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return ", ".join(f"“{title}”" for title in named[:_NAMED]) + more
