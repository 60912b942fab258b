"""Whether a file is at rest, so that what was read of it is all of it, and a change of it would show in its times."""

import errno
import fcntl
import signal
import time

RACY = 2_000_000_000
"""Nanoseconds for which a file that was changed may be changed again without its times telling: the coarsest clock of a
file system, FAT's, has steps of two seconds. git looks at such files again too (Documentation/technical/racy-git)."""


def is_settled(changed: int, looked: int) -> bool:
    """Whether a change after the look would show; both instants are in nanoseconds since 1970."""
    return changed < looked - RACY


_WRITING = 60_000_000_000
"""Nanoseconds after its last change for which a file that somebody has open for writing is taken for half written."""


def is_half_written(descriptor: int, changed: int) -> bool:
    """Whether a file, which is open for reading here, is still being written; `changed` in nanoseconds since 1970."""
    return changed > time.time_ns() - _WRITING and _is_open_for_writing(descriptor)


def _is_open_for_writing(descriptor: int) -> bool:
    """Whether another process has the file, which is open for reading here, open for writing.

    Linux gives a lease for reading only on a file that nobody has open for writing, and only to its owner and to those
    with CAP_LEASE (fcntl(2), F_SETLEASE). Where that cannot be told, nobody has.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        # Should somebody open the file right now, the kernel says so with this signal, which does nothing by default;
        # the one that it would take, SIGIO, ends the process.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False
