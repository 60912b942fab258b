"""Why a station's new feeds are not put in place: they would not be valid, or would do something to subscribers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from feedpub.library.folders import SHOW_FILE, STATION_FILE
from feedpub.losses import Loss
from feedpub.making import Made
from feedpub.model.feed import Channel
from feedpub.problem import Place, Problem, Severity
from feedpub.subscribers import Brake, Change, Known, brakes, changes, is_renamed, replaced, vanished

_NAMED = 3
"""Titles and files that a held station names."""


def reasons_to_hold(made: Made, out: Path, known: Known, allowed: Collection[str] = ()) -> list[Problem]:
    """What keeps a station's feeds as they are below `out`; empty if nothing does.

    `allowed` are brakes that are let go. Raises OSError if a feed in place cannot be read.
    """
    if wrong := _not_valid(made):
        return [_held(made, out, *wrong)]
    changed = [changes(feed, rendered, out) for feed, rendered in made.feeds]
    found = [(feed, of_feed) for (feed, _), of_feed in zip(made.feeds, changed, strict=True)]
    if made.is_broken:
        titles = {
            title
            for (feed, _), of_feed in zip(made.feeds, changed, strict=True)
            for title in vanished(feed, of_feed, known)
        }
        if titles:
            return [_held(made, out, *_would_vanish(titles, "feeds"))]
        if others := {title for of_feed in changed for title in replaced(of_feed)}:
            return [_held(made, out, *_would_be_replaced(others))]
    hit: dict[Brake, list[str]] = {}
    for feed, of_feed in found:
        for brake, titles_of_feed in brakes(feed, of_feed, out, known).items():
            hit.setdefault(brake, []).extend(titles_of_feed)
    renamed = {change for _, of_feed in found for change in of_feed if is_renamed(change, known)}
    return [
        _held(made, out, *_braked(brake, set(hit[brake]), renamed, made.name))
        for brake in Brake
        if brake in hit and brake not in allowed
    ]


def held_shows(made: Made, out: Path) -> list[Problem]:
    """The shows whose new feeds are not put in place; the station's own feeds are."""
    message = "its feed would not be valid, or not what one of its destinations takes."
    return [_held_show(channel, out, message) for channel in made.refused]


def held_archives(made: Made, out: Path) -> list[Problem]:
    """What is told of archive documents that stay as they are because articles would vanish from them."""
    held = [loss for archive in made.archives for loss in archive.held]
    return [
        _held_archive(made, out, brake, held) for brake in (None, *Brake) if any(one.brake is brake for one in held)
    ]


def _held_archive(made: Made, out: Path, brake: Brake | None, held: Iterable[Loss]) -> Problem:
    """What the archives behind all feeds of a station run into, told once."""
    those = [loss for loss in held if loss.brake is brake]
    titles = {title for loss in those for title in loss.titles}
    months = ", ".join(sorted({month for loss in those for month in loss.months}))
    if brake is None:
        message, fix = _would_vanish(titles, "documents")
    elif brake is Brake.DROP:
        message = f"more than a fifth of the documents of a month would go at once: {_listed(titles)}."
        fix = f"{_ARE_THEY_THERE} {_let_through(brake, made.name)}"
    else:
        message, fix = _braked(brake, titles, {change for loss in those for change in loss.renamed}, made.name)
    if staying := {title for loss in those for title in loss.staying}:
        message += f" So {_listed(staying)}, which was to go, can still be read there."
    whole = f"The archive of {made.title} is held for {months}: {message}"
    return Problem(_place(made, out), "archive-held", whole, fix)


Holes = Mapping[str, Sequence[Problem]]
"""By the folders of feeds, what is wrong with documents of their archives that have never been there."""


def hole_to_hold(made: Made, out: Path, holes: Holes) -> Problem | None:
    """What keeps a station's feeds as they are because one of its own would lead to nothing; None if nothing does."""
    shows = {feed.channel.path for feed, _ in made.feeds if feed.channel.podcast}
    wrong = [problem for path in holes.keys() - shows for problem in holes[path]]
    return _held(made, out, *_would_not_be_valid(wrong)) if wrong else None


def shows_with_holes(made: Made, out: Path, holes: Holes) -> list[Problem]:
    """The shows whose new feeds are not put in place because they would lead to nothing."""
    held = (feed.channel for feed, _ in made.feeds if feed.channel.path in holes)
    return [_held_show(channel, out, _would_not_be_valid(holes[channel.path])[0]) for channel in held]


def _held(made: Made, out: Path, message: str, fix: str) -> Problem:
    return Problem(_place(made, out), "station-held", f"{made.title} is held: {message}", fix)


def _place(made: Made, out: Path) -> Place:
    return Place((out / made.name).as_posix())


def _held_show(channel: Channel, out: Path, message: str) -> Problem:
    fix = f"Mend in {SHOW_FILE} and the episodes what the messages about it name; it stays as it is until then."
    return Problem(Place((out / channel.path).as_posix()), "show-held", f"{channel.title} is held: {message}", fix)


def _not_valid(made: Made) -> tuple[str, str] | None:
    """Feeds that the validator rejects are not put in place, whatever made them so."""
    shows = {channel.path for channel in made.refused}
    errors = (problem for problem in made.verdict if problem.severity is Severity.ERROR)
    wrong = [problem for problem in errors if problem.place.file.rpartition("/")[0] not in shows]
    return _would_not_be_valid(wrong) if wrong else None


def _would_not_be_valid(wrong: Iterable[Problem]) -> tuple[str, str]:
    named = sorted({problem.place.file for problem in wrong})[:_NAMED]
    fix = "Mend what the messages about that file name; the feeds stay as they are until then."
    return f"{' and '.join(named)} would not be valid.", fix


def _would_vanish(titles: set[str], what: str) -> tuple[str, str]:
    """Broken articles are left out, but what subscribers have must not vanish with them.

    Where nothing is broken, an article that is not there any more was deleted by somebody who meant it.
    """
    them = "it" if len(titles) == 1 else "them"
    message = f"{_listed(titles)} would vanish from its {what}, for no file that can be read has {them}."
    files = "its file" if len(titles) == 1 else "their files"
    fix = f"Mend what is broken, or put back {files}, or set status: withdrawn in {them}; the {what} stay until then."
    return message, fix


def _would_be_replaced(titles: set[str]) -> tuple[str, str]:
    """A copy has the id of an article that is broken, perhaps, and of which nothing else is known."""
    message = f"{_listed(titles)} would stand in the place of other articles, for it has their ids."
    return message, "Mend what is broken; or take the id out of the copy, or the copy away."


def _braked(brake: Brake, titles: set[str], renamed: Iterable[Change], station: str) -> tuple[str, str]:
    shown = _listed(titles)
    match brake:
        case Brake.RE_ANNOUNCE:
            message, fix = _re_announced(shown, sorted(renamed, key=lambda change: (change.title, change.id)))
        case Brake.CLOCK:
            message = f"{shown} would go, for by the clock of this run it is not out yet, though it has been."
            fix = "Set the clock of this machine; or, if it was ahead before, wait until the time has come."
        case Brake.EMPTY:
            message = f"a feed would be empty; {shown} would go."
            fix = _ARE_THEY_THERE
        case Brake.DROP:
            message = f"more than a fifth of a feed would go at once: {shown}."
            fix = _ARE_THEY_THERE
        case Brake.OLD_ITEMS:
            message = f"{len(titles)} old articles would come into a feed at once: {shown}."
            fix = "Look at their dates, and at what was copied here."
    return message, f"{fix} {_let_through(brake, station)}"


_ARE_THEY_THERE = (
    "Look whether the articles are all there (is a disk away, or a folder renamed?), and at their dates and sections."
)


def _let_through(brake: Brake, station: str) -> str:
    return f"If it is meant, let it through once: feedpub build {station} --allow {brake}"


def _re_announced(shown: str, renamed: Sequence[Change]) -> tuple[str, str]:
    """In words that the articles `shown` have other ids than before, and which ones they had."""
    if domain := _former_domain(renamed):
        message = f"{shown} would be announced again, for ids are made of the site's domain, another one now."
        return message, f"Write the former one into {STATION_FILE}, so that they stay (domain: {domain})."
    first, *others = renamed
    if not others:
        message = f"{shown} would be announced again, with the id {first.id} instead of {first.was}."
        return message, f"Give the file its old name (and date) back, or write its old id into it (id: {first.was})."
    message = f"{shown} would be announced again, for they have other ids than before."
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
