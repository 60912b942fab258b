"""The units for systemd that the page shows."""

import re
import shlex
import subprocess
from pathlib import Path

from tests.newsroom import tree, write
from tests.running.page import BIN, DOCS, blocks, needs_systemd, unit
from tests.running.stubs import with_stubs


def test_the_units_are_installed_as_the_page_says(tmp_path: Path) -> None:
    called = with_stubs(blocks("sh")[0], tmp_path, "useradd", "chown", "systemctl")
    assert [call.split()[0] for call in called] == ["useradd", "chown", "systemctl", "systemctl"]
    assert called[0].endswith(f" {unit('feedpub.service')['Service']['User']}")
    assert called[1:] == [
        "chown feedpub: /srv/newsroom/feeds",
        "systemctl daemon-reload",
        "systemctl enable --now feedpub.timer",
    ]
    needs_systemd("systemctl")
    enable = ["systemctl", f"--root={tmp_path}", "enable", "feedpub.timer"]
    subprocess.run(enable, check=True, capture_output=True)
    assert (tmp_path / "etc/systemd/system/timers.target.wants/feedpub.timer").is_symlink()


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    needs_systemd("systemd-analyze")
    units = tmp_path / "units"
    for name in ("feedpub.service", "feedpub.timer"):
        text = (DOCS / "systemd" / name).read_text().replace("/opt/feedpub/bin", str(BIN))
        write(units, {name: text})
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(units.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_service_may_do_little() -> None:
    needs_systemd("systemd-analyze")
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(DOCS / "systemd/feedpub.service")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"Overall exposure level for feedpub\.service: ([0-9.]+)", done.stdout)
    assert found
    assert float(found[1]) < 2.0


def test_the_service_runs_feedpub_and_writes_only_where_it_may(tmp_path: Path) -> None:
    service = unit("feedpub.service")["Service"]
    assert (service["WorkingDirectory"], service["ReadWritePaths"]) == ("/srv/newsroom", "/srv/newsroom/feeds")
    assert (service["CacheDirectory"], service["StateDirectory"]) == ("feedpub", "feedpub")
    folders = {"CACHE_DIRECTORY": tmp_path / "of-cache", "STATE_DIRECTORY": tmp_path / "of-state"}
    for folder in folders.values():
        folder.mkdir()
    Path("feeds").mkdir()
    before = tree(tmp_path)
    command = service["ExecStart"].replace("/opt/feedpub/bin", str(BIN))
    for name, folder in folders.items():
        command = command.replace(f"${{{name}}}", str(folder))
    subprocess.run(shlex.split(command), check=True, env={"PATH": "/usr/bin:/bin"})
    written = tree(tmp_path).keys() - before.keys()
    assert {name.partition("/")[0] for name in written} == {"feeds", "of-cache", "of-state"}
    assert {"of-state/report.json", "of-state/feedpub.prom", "feeds/harbor/rss.xml"} <= written
