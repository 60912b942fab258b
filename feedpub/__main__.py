"""The start of the `feedpub` command, also as `python -m feedpub`: Python is set up for a process that soon ends.

What is set here is the whole process's, so nothing else imports this.
"""

import gc
import os

# Between two looks for garbage; with Python's 700 new objects, a third of the time of loading goes into them.
gc.set_threshold(100_000)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # which it would look for in all that is installed

from feedpub.cli import main  # noqa: E402 - to load it is what takes the time

if __name__ == "__main__":
    main()
