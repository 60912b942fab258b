"""What an article says of itself as an episode, made ready for the feed of its show."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import PurePath
from typing import TypeGuard

from pydantic import ValidationError

from feedpub import media, transcripts
from feedpub.characters import FORBIDDEN, describe_forbidden
from feedpub.document import Document, Value
from feedpub.library.look import Look
from feedpub.library.podcast_words import of_episode
from feedpub.model import feed, podcast
from feedpub.model.article import Article
from feedpub.model.clocks import duration_in_words
from feedpub.model.episode import EpisodeFields
from feedpub.model.newsroom import Station
from feedpub.model.podcasting import Alternate, Chapter, Transcript
from feedpub.problem import Place, Problem, Severity, suggestion
from feedpub.rules.beside import chapters as chapter_files
from feedpub.rules.beside.reading import Flaw, Text
from feedpub.rules.beside.transcripts import JUDGES

_MOST = 5
"""Flaws of one file that are told."""


def show_of(folder: str, named: Value | None, station: Station) -> str | None:
    """The show that an article in a folder (from `articles/`) belongs to: the one that it names, else its folder's."""
    if isinstance(named, str):
        return named.strip() if named.strip() in station.shows else None
    below = folder.split("/")[1:2]
    return below[0] if below and below[0] in station.shows else None


def language_of(article: Article, show: str | None, station: Station) -> str:
    """The language of an article: its own, else that of the show that it belongs to, else the station's."""
    return article.language or (station.shows[show].language if show else None) or station.language


def make_episode(
    article: Article, show: str | None, enclosure: feed.Enclosure | None, station: Station, look: Look
) -> podcast.Episode | None:
    """The episode that the article is of the show; None if it is none. What is wrong is kept by `look`."""
    if article.show and show is None:
        near = suggestion(article.show, station.shows)
        known = ", ".join(station.shows) or "none"
        fix = f"Did you mean {near}?" if near else f"The station's shows: {known}."
        look.wrong(("show",), "unknown-value", f"The station has no show “{article.show}”.", fix)
    if show is None:
        look.problems += fields_without_effect(article, look.document)
        return None
    if article.audio is None:
        message = f"The article belongs to the show “{show}”, but has no audio, so it is not an episode."
        fix = "Add a line such as audio: {file: media/episode.mp3}, or move the file out of the show's folder."
        look.wrong(("audio",), "no-audio", message, fix, Severity.WARNING)
        return None
    look.problems += of_episode(look.document)
    return _Episode(article, show, station, look, enclosure.duration if enclosure else None).make()


_ONLY_OF_EPISODES = EpisodeFields.model_fields.keys() - {"audio", "show"}


def fields_without_effect(article: Article, document: Document) -> Iterator[Problem]:
    """A warning for each field of an episode in an article that is none."""
    given = _ONLY_OF_EPISODES & article.model_fields_set if not article.show else set()
    for name in sorted(given):
        message = f"`{name}` has no effect here, because the article is not an episode of a show."
        fix = "Put the file into the show's folder, or name the show: show: …"
        yield Problem(document.place((name,), of_key=True), "no-show", message, fix, Severity.WARNING)


class _Episode:
    """One episode in the making."""

    def __init__(self, article: Article, show: str, station: Station, look: Look, duration: int | None) -> None:
        self.article, self.show, self.station, self.look, self.duration = article, show, station, look, duration
        self.language = language_of(article, show, station)

    def make(self) -> podcast.Episode:
        article = self.article
        chapters, chapters_url = self._chapters()
        explicit = self.station.shows[self.show].explicit if article.explicit is None else article.explicit
        return podcast.Episode(
            show=self.show,
            kind=str(article.episode_type),
            explicit=explicit,
            number=article.episode,
            season=article.season,
            season_name=article.season_name,
            art=self._art(),
            chapters_url=chapters_url,
            chapters=chapters,
            transcripts=tuple(self._transcripts()),
            persons=article.persons,
            soundbites=tuple(self._soundbites()),
            alternates=tuple(self._alternates()),
            location=article.location,
            social=article.social,
        )

    def _put(self, what: str, ending: str, content: bytes) -> str:
        stem = PurePath(self.look.document.file).stem
        return self.look.shelf.made(f"{stem}-{what}", ending, content)

    def _art(self) -> str | None:
        """The episode's picture, if it is one that apps take for artwork: they show the show's in place of others."""
        image = self.article.image
        return self.look.shelf.square(image) if image else None

    # --- chapters ----------------------------------------------------------------------------------------------

    def _chapters(self) -> tuple[tuple[podcast.Chapter, ...], str | None]:
        """The chapters, and where the file of them is."""
        article = self.article
        if article.chapters and article.chapters_file:
            message = "Both `chapters` and `chapters_file` are given."
            self.look.wrong(("chapters_file",), "contradiction", message, "Keep the one that is right.")
        if article.chapters_file:
            return self._chapters_of_file(article.chapters_file)
        made = tuple(
            podcast.Chapter(chapter.start.total_seconds(), chapter.title, chapter.url, chapter.image)
            for chapter in article.chapters
        )
        for number, (before, chapter) in enumerate(pairwise(made), 2):
            if chapter.start <= before.start:
                message = f"Chapter {number} does not begin after the one above it."
                path = ("chapters", number - 1, "start")
                self.look.wrong(path, "bad-chapters", message, "Sort the chapters by their start.")
        self._tell_of_late([chapter.start for chapter in made], "chapters", "A chapter", "bad-chapters")
        return made, self._put("chapters", ".json", _as_json(made)) if made else None

    def _chapters_of_file(self, name: str) -> tuple[tuple[podcast.Chapter, ...], str | None]:
        text = self.look.at((), lambda: self.look.shelf.text_of(name, "chapters_file"))
        if text is None or not self._is_sound(text, name, chapter_files.judge, "bad-chapters"):
            return (), None
        listed = json.loads(text.content)["chapters"]
        # What is not for the table of contents is a picture or link for a moment, which the file alone can tell.
        shown = [chapter for chapter in listed if chapter.get("toc", True) and chapter.get("title")]
        made = tuple(podcast.Chapter(c["startTime"], c["title"], c.get("url"), c.get("img")) for c in shown)
        if wrong := next(filter(None, map(self._wrong_with, made)), None):
            self._tell([wrong], name, "bad-chapters")
            return (), None
        return made, self._put("chapters", ".json", text.content.encode())

    def _wrong_with(self, chapter: podcast.Chapter) -> Flaw | None:
        """What is wrong with a chapter of a file that would be if it stood in the article too."""
        given = {"start": timedelta(seconds=chapter.start), "title": chapter.title}
        given |= {name: value for name, value in (("url", chapter.url), ("image", chapter.image)) if value}
        try:
            Chapter.model_validate(given)
        except ValidationError as error:
            field, message = error.errors()[0]["loc"][0], error.errors()[0]["msg"]
            return Flaw(f"has a chapter at {duration_in_words(chapter.start)} with a bad {field}: {message}")
        if self.duration is not None and chapter.start > self.duration + 1:
            start, duration = duration_in_words(chapter.start), duration_in_words(self.duration)
            return Flaw(f"has a chapter at {start}, but the audio plays {duration}.")
        return None

    def _is_sound(
        self, text: Text | Flaw, name: str, judge: Callable[[Text], Iterator[Flaw]] | None, code: str
    ) -> TypeGuard[Text]:
        """Whether a file beside the article is what it has to be; what is wrong with it is kept."""
        if isinstance(text, Flaw):
            flaws = [text]
        elif not text.whole:
            flaws = [Flaw("is larger than any app reads.", "Write the chapters of one episode only.")]
        elif found := FORBIDDEN.search(text.content) or FORBIDDEN.search(_unescaped(text.content)):
            message, fix = describe_forbidden(found.group())
            flaws = [Flaw(f"cannot be published: {message}", fix)]
        else:
            flaws = list(judge(text) if judge else [_UNKNOWN_FORM])
        self._tell(flaws, name, code)
        return not flaws

    # --- transcripts -------------------------------------------------------------------------------------------

    def _transcripts(self) -> Iterator[podcast.Transcript]:
        """Every transcript, and those with times in the other forms too: apps read one or the other."""
        made = [self._forms(index, given) for index, given in enumerate(self.article.transcripts)]
        there = {(one.language, one.type) for forms in made for one in forms[:1]}
        for first, *others in filter(None, made):
            yield first
            for form in others:
                if (form.language, form.type) not in there:
                    there.add((form.language, form.type))
                    yield form

    def _forms(self, index: int, given: Transcript) -> list[podcast.Transcript]:
        path = ("transcripts", index)
        look, types = self.look, media.TRANSCRIPT_TYPES
        file = look.at(path, lambda: look.shelf.file(given, types, given.type))
        if file is None:
            return []
        language = given.language or self.language
        first = podcast.Transcript(file.url, file.type, language, given.captions)
        if not given.file:
            return [first]
        name = given.file
        text = look.at(path, lambda: look.shelf.text_of(name, "file"))
        if text is None or not self._is_sound(text, name, JUDGES.get(file.type), "bad-transcript"):
            return []
        return [first, *self._other_forms(transcripts.read(text.content, file.type), first)]

    def _other_forms(self, cues: Sequence[transcripts.Cue], first: podcast.Transcript) -> Iterator[podcast.Transcript]:
        for kind, write in transcripts.WRITERS.items() if cues else ():
            if kind != first.type:
                url = self._put(f"transcript-{first.language}", _ENDINGS[kind], write(cues))
                yield first._replace(url=url, type=kind)

    def _tell(self, flaws: Sequence[Flaw], name: str, code: str) -> None:
        """Keep what is wrong with a file beside the article, at the line that is meant."""
        look = self.look
        shown = look.shelf.originals.folder.display(look.shelf.originals.folder.root / name)
        for flaw in flaws[:_MOST]:
            message = flaw.message[:1].upper() + flaw.message[1:] if flaw.line else f"The file {flaw.message}"
            place = Place(shown, flaw.line, 1) if flaw.line else Place(shown)
            look.problems.append(Problem(place, code, message, flaw.fix or "Export it again."))

    # --- what else there is ------------------------------------------------------------------------------------

    def _soundbites(self) -> Iterator[podcast.Soundbite]:
        given = self.article.soundbites
        ends = [(bite.start + bite.duration).total_seconds() for bite in given]
        self._tell_of_late(ends, "soundbites", "The end of a soundbite", "bad-soundbite")
        for bite in given:
            yield podcast.Soundbite(bite.start.total_seconds(), bite.duration.total_seconds(), bite.title)

    def _tell_of_late(self, moments: Sequence[float], name: str, what: str, code: str) -> None:
        """Tell of moments that are not in the audio."""
        for index, moment in enumerate(moments):
            if self.duration is not None and moment > self.duration + 1:
                message = (
                    f"{what} is at {duration_in_words(moment)}, but the audio plays {duration_in_words(self.duration)}."
                )
                field = "duration" if name == "soundbites" else "start"
                self.look.wrong((name, index, field), code, message, "Check its times.")

    def _alternates(self) -> Iterator[podcast.Alternate]:
        types = media.AUDIO_TYPES | media.VIDEO_TYPES
        for index, given in enumerate(self.article.alternates):
            if made := self._alternate(index, given, types):
                yield made

    def _alternate(self, index: int, given: Alternate, types: dict[str, str]) -> podcast.Alternate | None:
        look = self.look
        file = look.at(("alternates", index), lambda: look.shelf.file(given, types, given.type, given.length))
        if file is None:
            return None
        sound = look.shelf.sound(given.file) if given.file and file.type.startswith("audio/") else None
        bitrate = given.bitrate or (sound.bitrate if sound else None)
        integrity = look.shelf.integrity(file.url)
        return podcast.Alternate(
            file, given.title, bitrate, given.height, given.language, given.default, integrity=integrity
        )


def _unescaped(text: str) -> str:
    """A text with what JSON writes as \\u0007 in its place, so that it can be looked for."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), _PAIRS.sub("", text))


_PAIRS = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\\\")
"""Characters beyond U+FFFF, which JSON writes as two halves, and a backslash that is meant as one."""
_UNKNOWN_FORM = Flaw("has a type that no app reads.", "Publish it as WebVTT (.vtt), SubRip (.srt) or HTML.")
_ENDINGS = {kind: ending for ending, kind in media.TRANSCRIPT_TYPES.items()}


def _as_json(chapters: Sequence[podcast.Chapter]) -> bytes:
    """Chapters as the podcast namespace's jsonChapters.md has them (version 1.2)."""
    listed = []
    for chapter in chapters:
        written: dict[str, object] = {"startTime": _number(chapter.start), "title": chapter.title}
        written |= {name: value for name, value in (("img", chapter.image), ("url", chapter.url)) if value}
        listed.append(written)
    document = {"version": "1.2.0", "chapters": listed}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _number(seconds: float) -> float:
    return int(seconds) if seconds == int(seconds) else seconds
