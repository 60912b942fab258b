"""The start of the `feedpub` command, also as `python -m feedpub`: Python is set up for a process that soon ends."""

import gc
import os

_GARBAGE = 100_000
"""New objects between two looks for garbage: with Python's 700, a third of the time of loading goes into them."""


def main() -> None:
    """Run the command. What is set here is the whole process's, so no library may do it."""
    gc.set_threshold(_GARBAGE)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # they are looked for in all that is installed
    from feedpub.cli import main as command  # noqa: PLC0415 - to load it is what takes the time

    command()


if __name__ == "__main__":
    main()
