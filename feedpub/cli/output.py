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
def printing() -> Iterator[None]:
    """Around what a command prints. A reader that has had enough (`| head`) changes nothing: the rest is left out.

    Any other trouble is told on standard error, and ends the command with exit code 3, because nobody reads the report.
    """
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:
            return
        click.echo(f"feedpub: The output could not be written: {error.strerror}", err=True)
        sys.exit(ExitCode.FAILED)
