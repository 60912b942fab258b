"""The command in processes that have its imports behind them: hundreds of runs, each of which may be killed.

A line of JSON in, the number of a process out; an empty line lets that process go, and its exit code comes out. What
runs is what `python -m feedpub` runs.
"""

import ctypes
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import segno

from feedpub import indexing, last_run
from feedpub.cli import main
from feedpub.program import program
from tests.newsroom import NOW, REPOSITORY

_SET_PTRACER, _ANY = 0x59616D61, -1
"""prctl(2): where Yama keeps processes from tracing others of the same user, this one may be traced."""
_IMPORTED = ("feedpub.build", "feedpub.cli.build", "feedpub.cli.jobs")


class Done(NamedTuple):
    """How a run ended, and what it said; a run that was killed has the signal's number below nought."""

    code: int
    output: str


class Warm:
    """What starts runs of the command, mostly `feedpub build` on one newsroom."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process, self._folder = process, folder

    @property
    def pid(self) -> int:
        """The process that starts the runs; its name spaces are theirs."""
        return self._process.pid

    def build(self, *options: str, folder: Path = REPOSITORY, strace: Sequence[str] = ()) -> Done:
        """Run `feedpub build` with these options in a folder, under strace with those."""
        return self.run("build", *options, folder=folder, strace=strace)

    def run(self, *arguments: str, folder: Path = REPOSITORY, strace: Sequence[str] = ()) -> Done:
        """Run any command in a folder, under strace with those options."""
        output = self._folder / "output"
        output.write_text("")
        request = {"arguments": arguments, "folder": str(folder), "output": str(output)}
        pid = int(self._say(json.dumps(request)))
        if strace:
            tracer = subprocess.Popen(["strace", "-f", "-p", str(pid), *strace], stderr=subprocess.PIPE, text=True)
            assert tracer.stderr
            attached = tracer.stderr.readline()
            assert "attached" in attached, attached
            code = int(self._say(""))
            tracer.communicate(timeout=60)
        else:
            code = int(self._say(""))
        return Done(code, output.read_text())

    def _say(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@contextmanager
def warm(folder: Path, *before: str) -> Iterator[Warm]:
    """What starts runs, itself started by the command `before`; `folder` takes what they say."""
    command = [*before, sys.executable, "-m", "tests.faults.warm"]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=REPOSITORY, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n", f"{command} did not start"
        yield Warm(process, folder)
        assert process.stdin
        process.stdin.close()


# --- in the process that starts them -------------------------------------------------------------------------


def _serve() -> None:
    _import_all()
    _tell("ready")
    while line := sys.stdin.readline():
        request = json.loads(line)
        gate, opener = os.pipe()
        child = os.fork()
        if not child:
            os.close(opener)
            os.chdir(request["folder"])
            _run(request["arguments"], request["output"], gate)
        os.close(gate)
        _tell(child)
        sys.stdin.readline()
        os.close(opener)
        _tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _tell(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def _import_all() -> None:
    """Some modules are imported by the first build only. All runs are of the program as it is now, whatever becomes of
    its files meanwhile. The QR codes of the newsroom that faults happen to are known already."""
    for name in _IMPORTED:
        importlib.import_module(name)
    of_now = program()
    vars(last_run)["program"] = vars(indexing)["program"] = lambda: of_now
    vars(segno)["make"] = cache(segno.make)
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "articles")
        importlib.import_module("tests.faults.room").fill(articles, "red")
        for number, place in enumerate((REPOSITORY / "articles", articles)):
            folders = ["--articles", str(place), "--out", f"{folder}/out{number}", "--cache", f"{folder}/cache"]
            main(["build", *folders, "--now", NOW.isoformat()], standalone_mode=False)
    gc.freeze()


def _run(arguments: list[str], output: str, gate: int) -> None:
    ctypes.CDLL(None).prctl(_SET_PTRACER, ctypes.c_ulong(_ANY))
    os.read(gate, 1)
    os.close(gate)
    told = os.open(output, os.O_WRONLY | os.O_APPEND)
    os.dup2(told, 1)
    os.dup2(told, 2)
    os.close(told)
    main(arguments, prog_name="feedpub")


if __name__ == "__main__":
    _serve()
