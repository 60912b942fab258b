"""What feedpub's own validator says of a show."""

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.formats import rss
from feedpub.model.feed import Feed
from feedpub.rules import PROFILES, validate
from tests.newsroom import REPOSITORY
from tests.podcasts.shows import FULL, full, with_fields


def said(feed: Feed, profile: str) -> list[str]:
    """What the validator says of a feed in RSS."""
    problems = validate(rss.render(feed), profile=PROFILES[profile])
    return [f"{problem.code}: {problem.message}" for problem in problems]


@pytest.mark.parametrize("profile", ["spec", "apple", "psp-1", "podcasting-2.0"])
def test_the_validator_has_nothing_to_say_of_a_show(profile: str) -> None:
    warned = ["h-ambiguous: Readers may take “<” for markup and drop it."]  # a title is “At night <live>”
    assert said(full(), profile) == warned
    assert said(with_fields(guid=FULL.guid, locked=False, email=FULL.email), profile) == []


@pytest.mark.parametrize("profile", ["spec", "apple", "psp-1", "podcasting-2.0"])
def test_nobody_has_anything_to_say_of_the_sample_show(profile: str) -> None:
    feed = REPOSITORY / "feeds/harbor/tide-tables/rss.xml"
    base = "https://feeds.example.org/harbor/tide-tables/"
    done = CliRunner().invoke(main, ["validate", "--profile", profile, "--base-url", base, str(feed)])
    assert (done.exit_code, done.output) == (0, "")
