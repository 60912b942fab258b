"""What has not changed is not sent again."""

import re
from email.utils import formatdate, parsedate_to_datetime

import pytest

from tests.servers.folder import RSS
from tests.servers.served import Served


def test_what_has_not_changed_is_answered_with_304(ask: Served) -> None:
    first = ask(RSS)
    assert re.fullmatch(r'"[^"]+"', first["etag"])
    again = ask(RSS, If_None_Match=first["etag"])
    assert (again.status, again.body) == (304, b"")
    # RFC 9110 section 15.4.5: what a 304 has to have, if the 200 had it.
    for name in ("etag", "cache-control", "vary"):
        assert again[name] == first[name] != "", name
    assert again["date"] != ""
    assert again["access-control-allow-origin"] == "*"
    assert again["content-length"] in {"", "0"}


@pytest.mark.parametrize("form", ["W/{}", '"another", {}', '"another",W/{}', "*"])
def test_if_none_match_is_a_list_that_is_compared_weakly(ask: Served, form: str) -> None:
    etag = ask(RSS)["etag"]
    assert ask(RSS, If_None_Match=form.format(etag)).status == 304
    assert ask(RSS, "HEAD", If_None_Match=form.format(etag)).status == 304


def test_another_entity_tag_gets_the_file_whatever_its_date(ask: Served) -> None:
    first = ask(RSS)
    assert ask(RSS, If_None_Match='"another"').status == 200
    assert ask(RSS, If_None_Match='"another"', If_Modified_Since=first["last-modified"]).status == 200


def test_a_known_entity_tag_counts_for_more_than_an_old_date(ask: Served) -> None:
    if ask.name == "nginx":
        # It wants both to hold: more is sent than need be, and nothing wrong.
        assert ask(RSS, If_None_Match=ask(RSS)["etag"], If_Modified_Since=formatdate(0, usegmt=True)).status == 200
    else:
        assert ask(RSS, If_None_Match=ask(RSS)["etag"], If_Modified_Since=formatdate(0, usegmt=True)).status == 304


def test_if_modified_since_is_compared_with_the_second_of_the_file(ask: Served) -> None:
    modified = ask(RSS)["last-modified"]
    second = int(parsedate_to_datetime(modified).timestamp())
    for seconds, status in ((second, 304), (second + 3600, 304), (second - 1, 200)):
        assert ask(RSS, If_Modified_Since=formatdate(seconds, usegmt=True)).status == status
    assert ask(RSS, If_Modified_Since="yesterday").status == 200


def test_if_match_holds_or_nothing_is_sent(ask: Served) -> None:
    first = ask(RSS)
    assert ask(RSS, If_Match=first["etag"]).status == 200
    assert ask(RSS, If_Match='"another"').status == 412
    assert ask(RSS, If_Unmodified_Since=formatdate(0, usegmt=True)).status == 412
