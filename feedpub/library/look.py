"""A look at the pictures, audio and other files that one YAML file names: what feeds say of them, and what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from feedpub.document import Document, Path
from feedpub.library.originals import BadMediaError
from feedpub.library.shelf import Shelf
from feedpub.model import feed
from feedpub.model.parts import Audio, Image
from feedpub.problem import Problem, Severity

Seen = TypeVar("Seen")


@dataclass
class Look:
    """Looks at the files that a document names, and keeps what is wrong with them."""

    document: Document
    shelf: Shelf
    problems: list[Problem] = field(default_factory=list)

    def at(self, path: Path, see: Callable[[], Seen]) -> Seen | None:
        """What `see` tells of the file that is named at a path; None if it cannot be published."""
        try:
            return see()
        except BadMediaError as error:
            self.problems.append(error.at(self.document.place((*path, error.field))))
            return None

    def picture(self, image: Image | None) -> feed.Picture | None:
        """What feeds say of the picture at `image`."""
        if image is None:
            return None
        if not image.alt:
            message = "The image has no `alt`, so people who cannot see it do not know what it shows."
            fix = "Describe the picture, for example: alt: A ferry leaves the harbour at dusk."
            place = self.document.place(("image",))
            self.problems.append(Problem(place, "missing-alt", message, fix, Severity.WARNING))
        return self.at(("image",), lambda: self.shelf.picture(image))

    def enclosure(self, audio: Audio | None) -> feed.Enclosure | None:
        """What feeds say of the audio at `audio`."""
        return self.at(("audio",), lambda: self.shelf.enclosure(audio)) if audio else None

    def wrong(self, path: Path, code: str, message: str, fix: str = "", severity: Severity = Severity.ERROR) -> None:
        """Keep a problem with what stands at a path."""
        self.problems.append(Problem(self.document.place(path), code, message, fix, severity))
