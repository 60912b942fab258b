"""What the operating system says of a file."""

import errno
import stat
from pathlib import Path


def stands_there(path: Path) -> bool:
    """Whether there is a file, links followed. Raises OSError if that cannot be told."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        if error.errno == errno.ELOOP:
            return False
        raise
