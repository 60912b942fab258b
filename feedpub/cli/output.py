"""Standard output as it really is: a terminal, a file on a full disk, a pipe whose reader has gone, or closed."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from feedpub.report import ExitCode


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at it; Python has no stream at all where it was closed (`>&-`)."""
    return stream is not None and stream.isatty()


@contextmanager
def printing(code: ExitCode) -> Iterator[None]:
    """Around all that a command prints at its end. A reader that has had enough (`| head`) changes nothing.

    Any other trouble is told on standard error, and the exit code is 3 instead of `code`, for nobody reads the report.
    """
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:
            sys.exit(code)
        click.echo(f"feedpub: The report could not be written: {error.strerror}", err=True)
        sys.exit(ExitCode.FAILED)
