"""Work that several processes do side by side, none of which outlives the one that began them."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import parent_process
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def side_by_side(
    workers: int,
    work: Callable[[Item], Result],
    items: Sequence[Item],
    here: Callable[[Item], Result],
    begin: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """What `work` makes of each item, in order; every process calls `begin` first.

    The system may kill one of them, for want of memory: then `here` is called for the rest, in this process.
    """
    done = 0
    with suppress(BrokenProcessPool), ProcessPoolExecutor(workers, initializer=_begin, initargs=(begin,)) as pool:
        for result in pool.map(work, items):
            done += 1
            yield result
    yield from map(here, items[done:])


def _begin(begin: Callable[[], None]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin()


def _end_with_parent() -> None:
    """Wait until the process that began this one is no more, and end: it would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
