"""The start of the `feedpub` command, also as `python -m feedpub`: Python is set up for a process that soon ends.

What is set here is the whole process's, so nothing else imports this.
"""

import gc
import os
import sys

# Names of files are UTF-8 in the ids that are made of them, whatever the locale of the call says (PEP 540).
if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - the same program

# Between two looks for garbage; with Python's 700 new objects, a third of the time of loading goes into them.
gc.set_threshold(100_000)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # which it would look for in all that is installed

try:
    from feedpub.cli import main
except KeyboardInterrupt:  # as click says it from here on
    sys.exit("Aborted!")

if __name__ == "__main__":
    main()
