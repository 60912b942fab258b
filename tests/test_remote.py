"""What servers are asked about media, how often, what is remembered of it, and what editors are told."""

import multiprocessing
import os
import pickle
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email.message import Message
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import NamedTuple

import pytest
from typing_extensions import override

from feedpub import remote
from feedpub.remote import Cause, Remote, RemoteFacts, UnreachableError

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FACTS = RemoteFacts(12345, "audio/mpeg", '"one"')
AUDIO = {"Content-Length": "12345", "Content-Type": "audio/mpeg", "ETag": '"one"'}
URL = "https://cdn.example/a.mp3"


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Web:
    """A server's answers by method and path, of which the last one stays, and all that it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.headers: list[Message] = []
        self.hangs: Event | None = None

    def says(self, request: str, *answers: Answer) -> str:
        """Let a request such as HEAD /a.mp3 be answered so; the address of its path."""
        self.answers[request] = list(answers)
        return self.address + request.split()[1]

    def answer(self, request: str, headers: Message) -> Answer:
        self.asked.append(request)
        self.headers.append(headers)
        if self.hangs:
            self.hangs.wait()
        answers = self.answers.get(request, [Answer(404, {})])
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Server(ThreadingHTTPServer):
    web: Web

    @override
    def handle_error(self, *_: object) -> None:
        """Clients that do not wait for the end of an answer are what is tested."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        answer = self.server.web.answer(f"{self.command} {self.path}", self.headers)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def do_GET(self) -> None:
        self.do_HEAD()

    @override
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Web]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.web = Web(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=partial(server.serve_forever, poll_interval=0.01), daemon=True)
        thread.start()
        yield server.web
        server.shutdown()
        thread.join()


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as served:
        yield served


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "cache/feedpub/media.sqlite3"


class Source:
    """Stands for all servers: gives facts or fails, and counts."""

    def __init__(self, facts: RemoteFacts | UnreachableError = FACTS) -> None:
        self.facts = facts
        self.asked: list[tuple[str, RemoteFacts | None]] = []

    def __call__(self, url: str, known: RemoteFacts | None) -> RemoteFacts:
        self.asked.append((url, known))
        if isinstance(self.facts, UnreachableError):
            raise self.facts
        return self.facts


def failing(cause: Cause) -> Source:
    return Source(UnreachableError("It is broken.", "Mend it.", cause))


def told(asked: Remote, url: str) -> tuple[str, str]:
    """The message and the fix when facts cannot be had."""
    with pytest.raises(UnreachableError) as caught:
        asked.facts(url)
    assert str(caught.value) == caught.value.message
    return caught.value.message, caught.value.fix


ITSELF = "Copy the address of the audio file itself."
CHECK = "Check the address, or write `length:` and `type:` yourself."
LATER = "Build again later, or write `length:` and `type:` yourself."


# What is asked.


def test_one_head_tells_all(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, {**AUDIO, "Content-Type": "Audio/MPEG; charset=x"}))
    assert Remote(None, NOW).facts(url) == FACTS
    assert web.asked == ["HEAD /a.mp3"]


def test_no_type_and_no_mark(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, {"Content-Length": "5", "Content-Type": "audio"}))
    assert Remote(None, NOW).facts(url) == RemoteFacts(5, None, None)


def test_nothing_but_the_size_of_the_bare_file_is_asked_for(web: Web) -> None:
    """No cookies, and no user name of the address."""
    web.says("HEAD /a.mp3", Answer(302, {"Location": "/b.mp3", "Set-Cookie": "a=b"}))
    web.says("HEAD /b.mp3", Answer(200, AUDIO))
    assert Remote(None, NOW).facts(f"{web.address.replace('//', '//me:word@')}/a.mp3") == FACTS
    host = web.address.removeprefix("http://")
    expected = [("Host", host), ("Accept-Encoding", "identity"), ("User-Agent", "feedpub")]
    assert [headers.items() for headers in web.headers] == [expected, expected]


def test_five_redirects_are_followed(web: Web) -> None:
    for number, status in enumerate((301, 302, 303, 307, 308)):
        web.says(f"HEAD /{number}", Answer(status, {"Location": f"{web.address}/{number + 1}"}))
    web.says("HEAD /5", Answer(200, AUDIO))
    assert Remote(None, NOW).facts(f"{web.address}/0") == FACTS
    assert web.asked == [f"HEAD /{number}" for number in range(6)]


def test_a_sixth_redirect_is_not_followed(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(302, {"Location": "/a.mp3"}))
    message = "The address is redirected more than 5 times."
    assert told(Remote(None, NOW), url) == (message, ITSELF)
    assert web.asked == ["HEAD /a.mp3"] * 6


@pytest.mark.parametrize("target", ["ftp://cdn.example/a.mp3", "file:///etc/passwd"])
def test_redirects_stay_on_the_web(web: Web, target: str) -> None:
    url = web.says("HEAD /a.mp3", Answer(302, {"Location": target}))
    message = f"The address leads to {target}, which is not on the web."
    assert told(Remote(None, NOW), url) == (message, ITSELF)


@pytest.mark.parametrize("status", [403, 405, 501])
def test_where_head_is_refused_one_byte_is_asked_for(web: Web, status: int) -> None:
    web.says("HEAD /a.mp3", Answer(status, {"Content-Length": "9", "Content-Type": "text/html"}))
    part = {**AUDIO, "Content-Length": "1", "Content-Range": "bytes 0-0/12345"}
    url = web.says("GET /a.mp3", Answer(206, part, b"I"))
    assert Remote(None, NOW).facts(url) == FACTS
    assert web.asked == ["HEAD /a.mp3", "GET /a.mp3"]
    assert [headers["Range"] for headers in web.headers] == [None, "bytes=0-0"]
    assert web.headers[1]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "0"}, {"Content-Length": "many"}])
def test_where_head_tells_no_size_get_does_and_its_body_is_left(web: Web, headers: dict[str, str]) -> None:
    web.says("HEAD /a.mp3", Answer(200, headers))
    url = web.says("GET /a.mp3", Answer(200, AUDIO, b"It breaks off here."))
    assert Remote(None, NOW).facts(url) == FACTS
    assert web.asked == ["HEAD /a.mp3", "GET /a.mp3"]


@pytest.mark.parametrize(
    "answer", [Answer(200, {"Content-Type": "audio/mpeg"}), Answer(206, {"Content-Range": "bytes 0-0/*"})]
)
def test_no_size_at_all(web: Web, answer: Answer) -> None:
    web.says("HEAD /a.mp3", Answer(200, {}))
    url = web.says("GET /a.mp3", answer)
    expected = ("The server does not say how large the file is.", "Write `length:`, in bytes.")
    assert told(Remote(None, NOW), url) == expected


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, {"Content-Length": "0", "Content-Type": "audio/mpeg"}),
        Answer(416, {"Content-Range": "bytes */0", "Content-Type": "text/html"}),
    ],
)
def test_an_empty_file(web: Web, answer: Answer) -> None:
    web.says("HEAD /a.mp3", Answer(200, {"Content-Length": "0"}))
    url = web.says("GET /a.mp3", answer)
    assert told(Remote(None, NOW), url) == ("The file at that address is empty.", "Upload it again.")


@pytest.mark.parametrize("status", [404, 410])
def test_nothing_there(web: Web, status: int) -> None:
    url = web.says("HEAD /a.mp3", Answer(status, {"Content-Type": "text/html", "Content-Length": "9"}))
    assert told(Remote(None, NOW), url) == (f"There is nothing at that address ({status}).", ITSELF)
    assert web.asked == ["HEAD /a.mp3"]


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "TEXT/HTML", "application/xhtml+xml"])
def test_a_page(web: Web, kind: str) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, {"Content-Type": kind}))
    assert told(Remote(None, NOW), url) == ("That is a page, not audio.", ITSELF)
    assert web.asked == ["HEAD /a.mp3"]


def test_a_file_that_is_kept_from_us(web: Web) -> None:
    web.says("HEAD /a.mp3", Answer(403, {}))
    url = web.says("GET /a.mp3", Answer(403, {}))
    message = "The server does not let feedpub see the file (403)."
    assert told(Remote(None, NOW), url) == (message, CHECK)
    assert web.asked == ["HEAD /a.mp3", "GET /a.mp3"]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_server_that_is_busy_is_asked_three_times(web: Web, status: int) -> None:
    busy = Answer(status, {"Retry-After": "3600"})
    url = web.says("HEAD /a.mp3", busy, busy, Answer(200, AUDIO))
    assert Remote(None, NOW).facts(url) == FACTS
    assert web.asked == ["HEAD /a.mp3"] * 3


def test_a_server_that_stays_busy(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(503, {}))
    message, began = "The server answers 503 instead of giving the file.", monotonic()
    assert told(Remote(None, NOW), url) == (message, LATER)
    assert monotonic() - began > 0.3  # it was given time
    assert web.asked == ["HEAD /a.mp3"] * 3


def test_other_answers_are_asked_for_once(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(500, AUDIO))
    message = "The server answers 500 instead of giving the file."
    assert told(Remote(None, NOW), url) == (message, LATER)
    assert web.asked == ["HEAD /a.mp3"]


def test_a_server_that_is_not_there() -> None:
    with serving() as web:
        url = f"{web.address}/a.mp3"
    message = "127.0.0.1 cannot be asked for the file: the server refuses the connection."
    assert told(Remote(None, NOW), url) == (message, CHECK)


def test_a_server_that_never_answers(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "READ_SECONDS", 0.1)
    url, web.hangs = web.says("HEAD /a.mp3", Answer(200, AUDIO)), Event()
    message = "127.0.0.1 cannot be asked for the file: the server did not answer in time."
    assert told(Remote(None, NOW), url) == (message, CHECK)
    assert web.asked == ["HEAD /a.mp3"] * 3
    web.hangs.set()


def test_a_server_that_cannot_be_connected_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "CONNECT_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
        url = f"http://127.0.0.1:{full.getsockname()[1]}/a.mp3"
        message = "127.0.0.1 cannot be asked for the file: the server did not answer in time."
        assert told(Remote(None, NOW), url) == (message, CHECK)


def test_a_server_without_tls(web: Web) -> None:
    url = web.address.replace("http:", "https:") + "/a.mp3"
    words = "the server has no certificate that can be trusted, or speaks no TLS"
    assert told(Remote(None, NOW), url) == (f"127.0.0.1 cannot be asked for the file: {words}.", CHECK)


def test_what_is_no_address() -> None:
    expected = ("http://[ cannot be asked for the file: that is not an address.", CHECK)
    assert told(Remote(None, NOW), "http://[") == expected


def test_without_the_extra(web: Web, memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO))
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "urllib3", None)
        assert told(Remote(memory, NOW), url) == (
            "To ask a server how large a file is, feedpub needs its extra.",
            "pip install 'feedpub[web]', or write `length:` and `type:` yourself.",
        )
    assert Remote(memory, NOW).facts(url) == FACTS  # at once, when it is installed


# What is remembered.


def test_a_server_is_asked_once(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO))
    first = Remote(memory, NOW)
    assert [first.facts(url), first.facts(url), Remote(memory, NOW).facts(url)] == [FACTS] * 3
    assert web.asked == ["HEAD /a.mp3"]


def test_each_address_is_remembered_for_itself(web: Web, memory: Path) -> None:
    first = web.says("HEAD /a.mp3", Answer(200, AUDIO))
    second = web.says("HEAD /b.mp3", Answer(200, {"Content-Length": "7"}))
    asked = Remote(memory, NOW)
    assert [asked.facts(url).length for url in (first, second, first, second)] == [12345, 7, 12345, 7]


def test_without_a_memory_nothing_is_remembered(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO))
    assert [Remote(None, NOW).facts(url), Remote(None, NOW).facts(url)] == [FACTS] * 2
    assert web.asked == ["HEAD /a.mp3"] * 2


def test_no_file_or_folder_is_made_before_there_is_something_to_remember(memory: Path) -> None:
    told(Remote(memory, NOW, failing(Cause.MACHINE)), URL)
    assert not memory.parent.parent.exists()
    told(Remote(memory.parents[2] / "media.sqlite3", NOW, failing(Cause.MACHINE)), URL)
    assert list(memory.parents[2].iterdir()) == []


def test_an_old_answer_is_asked_for_again_and_still_holds(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO), Answer(304, {}))
    for days, times in ((0, 1), (29.99, 1), (30, 2), (59.99, 2)):
        assert Remote(memory, NOW + timedelta(days=days)).facts(url) == FACTS
        assert len(web.asked) == times
    assert [headers["If-None-Match"] for headers in web.headers] == [None, '"one"']


def test_an_old_answer_is_replaced(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO), Answer(200, {"Content-Length": "7"}))
    Remote(memory, NOW).facts(url)
    later = Remote(memory, NOW + timedelta(days=31))
    assert [later.facts(url), later.facts(url)] == [RemoteFacts(7, None, None)] * 2
    assert len(web.asked) == 2


def test_a_condition_is_sent_with_get_too(web: Web, memory: Path) -> None:
    web.says("HEAD /a.mp3", Answer(405, {}))
    url = web.says("GET /a.mp3", Answer(200, AUDIO), Answer(304, {}))
    Remote(memory, NOW).facts(url)
    assert Remote(memory, NOW + timedelta(days=31)).facts(url) == FACTS
    assert [headers["If-None-Match"] for headers in web.headers] == [None, None, '"one"', '"one"']


def test_nothing_is_unchanged_that_was_never_known(web: Web) -> None:
    url = web.says("HEAD /a.mp3", Answer(304, {}))
    expected = ("The server answers 304 instead of giving the file.", LATER)
    assert told(Remote(None, NOW), url) == expected


def test_an_old_answer_is_used_while_the_server_cannot_be_reached(memory: Path) -> None:
    with serving() as web:
        url = web.says("HEAD /a.mp3", Answer(200, AUDIO))
        Remote(memory, NOW).facts(url)
    later = NOW + timedelta(days=31)
    assert Remote(memory, later).facts(url) == FACTS
    again = Source()
    assert Remote(memory, later + timedelta(minutes=9), again).facts(url) == FACTS
    assert again.asked == []
    Remote(memory, later + timedelta(minutes=10), again).facts(url)
    assert again.asked == [(url, FACTS)]


@pytest.mark.parametrize("cause", [Cause.MACHINE, Cause.ANSWER])
def test_an_old_answer_is_used_while_nothing_is_told(memory: Path, cause: Cause) -> None:
    Remote(memory, NOW, Source()).facts(URL)
    assert Remote(memory, NOW + timedelta(days=31), failing(cause)).facts(URL) == FACTS


def test_an_old_answer_is_not_used_when_the_file_is_gone(web: Web, memory: Path) -> None:
    url = web.says("HEAD /a.mp3", Answer(200, AUDIO), Answer(404, {}))
    Remote(memory, NOW).facts(url)
    later = Remote(memory, NOW + timedelta(days=31))
    gone = ("There is nothing at that address (404).", ITSELF)
    assert [told(later, url), told(later, url)] == [gone, gone]
    assert len(web.asked) == 2


@pytest.mark.parametrize("cause", [Cause.SERVER, Cause.ANSWER, Cause.FILE])
def test_a_failure_is_remembered_for_ten_minutes(memory: Path, cause: Cause) -> None:
    source = failing(cause)
    for seconds, times in ((0, 1), (599, 1), (600, 2), (1199, 2)):
        now = NOW + timedelta(seconds=seconds)
        assert told(Remote(memory, now, source), URL) == ("It is broken.", "Mend it.")
        assert len(source.asked) == times


def test_a_failure_of_a_clock_that_went_wrong_is_not_remembered(memory: Path) -> None:
    told(Remote(memory, NOW + timedelta(days=365), failing(Cause.FILE)), URL)
    assert Remote(memory, NOW, Source()).facts(URL) == FACTS


def test_a_failure_is_forgotten_when_it_is_over(memory: Path) -> None:
    told(Remote(memory, NOW, failing(Cause.FILE)), f"{URL}?2")
    told(Remote(memory, NOW, failing(Cause.SERVER)), URL)
    assert Remote(memory, NOW + timedelta(hours=1), Source()).facts(URL) == FACTS
    with closing(sqlite3.connect(memory)) as database:
        assert database.execute("SELECT about FROM failures").fetchall() == [(f"{URL}?2",)]


def test_a_server_that_is_not_there_is_not_asked_for_its_other_files(memory: Path) -> None:
    with serving() as web:
        pass
    source = Source()
    told(Remote(memory, NOW), f"{web.address}/a.mp3")
    told(Remote(memory, NOW, source), f"{web.address}/b.mp3")
    assert source.asked == []
    assert Remote(memory, NOW, source).facts(URL) == FACTS


def test_a_server_is_asked_for_other_files_when_it_leads_one_astray(web: Web, memory: Path) -> None:
    with serving() as down:
        pass
    astray = web.says("HEAD /a.mp3", Answer(302, {"Location": f"{down.address}/a.mp3"}))
    good = web.says("HEAD /b.mp3", Answer(200, AUDIO))
    told(Remote(memory, NOW), astray)
    assert Remote(memory, NOW).facts(good) == FACTS


# What may befall the memory.


def damaged(memory: Path) -> None:
    memory.write_bytes(b"This is no database. " * 100)


def torn(memory: Path) -> None:
    remembered(memory)
    memory.write_bytes(memory.read_bytes()[:100] + b"\xff" * 9000)


def garbled(memory: Path) -> None:
    remembered(memory)
    memory.write_bytes(memory.read_bytes().replace(b"TABLE facts", b"TABLE\xfffacts"))


def of_another_version(memory: Path) -> None:
    with closing(sqlite3.connect(memory)) as database:
        database.execute("CREATE TABLE facts (address TEXT PRIMARY KEY, length, type, etag, asked)")
        database.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", (URL, 1, "audio/ogg", None, 2**40))
        database.execute("PRAGMA user_version = 99")
        database.commit()


def with_other_columns(memory: Path) -> None:
    with closing(sqlite3.connect(memory)) as database:
        database.execute("CREATE TABLE facts (name)")
        database.execute("PRAGMA user_version = 1")


def remembered(memory: Path) -> None:
    Remote(memory, NOW, Source()).facts(URL)


@pytest.mark.parametrize("befalls", [damaged, torn, garbled, of_another_version, with_other_columns])
def test_a_memory_that_cannot_be_used_is_made_anew(memory: Path, befalls: Callable[[Path], None]) -> None:
    memory.parent.mkdir(parents=True)
    befalls(memory)
    source = Source()
    assert [Remote(memory, NOW, source).facts(URL) for _ in range(3)] == [FACTS] * 3
    assert source.asked == [(URL, None)]


def test_a_failure_that_makes_no_sense_is_not_remembered(memory: Path) -> None:
    told(Remote(memory, NOW, failing(Cause.FILE)), URL)
    with closing(sqlite3.connect(memory)) as database:
        database.execute("UPDATE failures SET cause = 'fil%'")
        database.commit()
    assert Remote(memory, NOW, Source()).facts(URL) == FACTS


def test_a_memory_that_is_locked_is_done_without(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_BUSY_SECONDS", 0.1)
    remembered(memory)
    source = Source(RemoteFacts(7, None, None))
    with closing(sqlite3.connect(memory, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert Remote(memory, NOW, source).facts(URL).length == 7
    assert Remote(memory, NOW, source).facts(URL) == FACTS
    assert source.asked == [(URL, None)]


def test_a_memory_that_is_a_folder_is_done_without(memory: Path) -> None:
    memory.mkdir(parents=True)
    remembered(memory)
    assert list(memory.iterdir()) == []


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder in which nobody may write, not even the administrator, as whom nothing would be forbidden."""
    folder, administrator = Path(tempfile.mkdtemp()), os.geteuid() == 0
    remembered(folder / "media.sqlite3")
    (folder / "media.sqlite3").chmod(0o444)
    folder.chmod(0o555)
    if administrator:
        os.seteuid(65534)
    yield folder
    if administrator:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_memory_that_is_read_only_is_read_only(read_only: Path) -> None:
    source, other = Source(RemoteFacts(7, None, None)), f"{URL}?2"
    asked = Remote(read_only / "media.sqlite3", NOW, source)
    assert [asked.facts(URL), asked.facts(other).length, asked.facts(other).length] == [FACTS, 7, 7]
    assert source.asked == [(other, None)] * 2


def test_a_memory_in_a_folder_that_is_read_only_is_done_without(read_only: Path) -> None:
    assert Remote(read_only / "new/media.sqlite3", NOW, Source()).facts(URL) == FACTS
    assert Remote(read_only / "new.sqlite3", NOW, Source()).facts(URL) == FACTS
    assert [path.name for path in read_only.iterdir()] == ["media.sqlite3"]


def test_it_goes_to_other_processes(memory: Path) -> None:
    used = Remote(memory, NOW)
    told(used, "http://[")
    assert pickle.loads(pickle.dumps(used)) == used  # noqa: S301 - pickled on this line
    error = UnreachableError("It is broken.", "Mend it.", Cause.FILE)
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)  # noqa: S301 - pickled on this line


def ask_many(asked: Remote, urls: list[str]) -> list[int]:
    return [asked.facts(url).length for url in urls]


def test_two_processes_at_once_lose_nothing(memory: Path) -> None:
    """They start with no file, and each remembers addresses of its own."""
    urls = [[f"{URL}?{process}-{number}" for number in range(100)] for process in range(2)]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(ask_many, [Remote(memory, NOW, Source())] * 2, urls)) == [[12345] * 100] * 2
    source = Source()
    assert ask_many(Remote(memory, NOW, source), urls[0] + urls[1]) == [12345] * 200
    assert source.asked == []


# Where it is.
