"""What a build is asked to do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from feedpub.remote import Remote
    from feedpub.report import Report, StationReport
    from feedpub.sights import FolderSight


class Memory(Protocol):
    """What is known of the run before, and kept for the next one."""

    def unchanged(self) -> Mapping[str, StationReport]:
        """The stations that need not be built, by name, with what was last told of them."""

    def sights(self) -> Mapping[str, FolderSight]:
        """What folders below articles/ looked like when this run began, by their paths from there.

        Only those of which a later look will tell whether anything in them has changed.
        """

    def keep(self, report: Report) -> None:
        """Keep what a run said."""


@dataclass(frozen=True)
class Job:
    """What to build: `stations` by folder (none: all), as of the instant `now`; `check` writes nothing.

    `allowed` are the brakes that are let go for once (see subscribers.py). `remote` is asked about audio on other
    servers whose length the author does not give; None asks nobody. `cache` is the folder for what is remembered of the
    articles; None remembers nothing. `memory` is of the run before.
    `wait` is for how many seconds another run on the same `out` is waited for. `precompress` puts compressed copies
    beside what is text (see compressing.py).
    """

    articles: Path
    out: Path
    now: datetime
    stations: tuple[str, ...] = ()
    check: bool = False
    allowed: tuple[str, ...] = ()
    remote: Remote | None = None
    cache: Path | None = None
    memory: Memory | None = None
    wait: float = math.inf
    precompress: bool = False
