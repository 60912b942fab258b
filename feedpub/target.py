"""Where feeds go: all that a build writes is written here."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from feedpub import compressing, writer
from feedpub.media import Published
from feedpub.model.registries import MEDIA_FOLDER


@dataclass(frozen=True)
class Target:
    """Where feeds go: the folder of all feeds; with `check` nothing is written, only compared.

    With `precompress`, compressed copies belong beside the files; without it, they do not.
    """

    out: Path
    check: bool = False
    precompress: bool = False

    def put(self, contents: dict[Path, bytes]) -> list[Path]:
        """Put files in place together, and their compressed copies; return those that changed, or would.

        Raises OSError.
        """
        copies = compressing.copies(contents) if self.precompress else {}
        gone = compressing.needless(contents, copies)
        if self.check:
            return [*writer.differing(contents | copies), *gone]
        return writer.put_in_place(contents | copies, gone)

    def put_media(self, station: str, media: Iterable[Published]) -> list[str]:
        """Put media of a station in place, before what names them; return the names of those that were not there.

        Their names change with their bytes, so a look at the size tells whether one is there whole. Raises OSError.
        """
        folder = self.out / station / MEDIA_FOLDER
        wanted = list(media)
        new = [one for one in wanted if not _has_size(folder / one.name, one.length)]
        for batch in _batches(new):
            if not self.check:
                writer.put_in_place({folder / one.name: one.read() for one in batch})
        return [self.shown(path) for path in (*(folder / one.name for one in new), *self._put_copies(folder, wanted))]

    def _put_copies(self, folder: Path, media: Iterable[Published]) -> Iterator[Path]:
        """Put the copies of media beside them that are missing, or take all away; those that changed, or would."""
        texts = [one for one in media if compressing.is_worth_while(one.name, one.length)]
        if not self.precompress:
            gone = compressing.needless([folder / one.name for one in texts], {})
            yield from gone if self.check else writer.put_in_place({}, gone)
            return
        for batch in _batches(one for one in texts if not compressing.has_copies(folder / one.name)):
            copies = compressing.copies({folder / one.name: one.read() for one in batch})
            yield from copies if self.check else writer.put_in_place(copies)

    def remove(self, folder: Path) -> list[str]:
        """Take a folder of feeds away with all files in it; return their names. Raises OSError.

        It stays if somebody has made a folder in it, and the one around it if that holds anything else.
        """
        files = sorted(path for path in folder.iterdir() if not path.is_dir()) if folder.is_dir() else []
        if not self.check:
            for path in files:
                path.unlink()
            with suppress(OSError):  # not empty, or gone already
                folder.rmdir()
                folder.parent.rmdir()
        return [self.shown(path) for path in files]

    def shown(self, path: Path) -> str:
        """The name of a file for people, below the folder of all feeds."""
        return path.relative_to(self.out).as_posix()


_BATCH = 32 * 2**20
"""Bytes of media that are held in memory at once, if no single file has more."""


def _batches(media: Iterable[Published]) -> Iterator[list[Published]]:
    """Media in lots that fit into memory: a show that is new here may have thousands of small files."""
    batch: list[Published] = []
    size = 0
    for one in media:
        if batch and size + one.length > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.length
    if batch:
        yield batch


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False
