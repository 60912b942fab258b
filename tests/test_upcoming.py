"""`feedpub next`: what will change by the clock alone, in order."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from tests.newsroom import ARTICLE, newsroom


def test_what_appears_changes_and_expires_is_told_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    day = datetime.now(UTC).replace(hour=12, minute=30, second=0, microsecond=0)

    def days(count: int) -> str:
        return f"{day + timedelta(days=count):%Y-%m-%dT%H:%MZ}"

    embargoed = ARTICLE.replace("2026-05-02T09:30", days(3)).replace("/ferry", "/b")
    corrected = f"corrections: [{{date: {days(2)}, text: It sails at one.}}]\n"
    files = {
        "a.yaml": ARTICLE.replace("2026-05-02T09:30", days(-9)) + f"expires: {days(5)}\n" + corrected,
        "b.yaml": embargoed.replace("The ferry returns", "The bell rings"),
        "c.yaml": embargoed.replace("/b", "/c") + "status: draft\n",
    }
    newsroom(tmp_path / "articles", files)
    told = [
        f"{days(2)}  ckls  “The ferry returns” changes\n",
        f"{days(3)}  ckls  “The bell rings” appears\n",
        f"{days(5)}  ckls  “The ferry returns” expires\n",
    ]
    assert CliRunner().invoke(main, ["next"]).output == "".join(told)
    assert CliRunner().invoke(main, ["next", "--most", "1"]).output == told[0]
