"""What a feed carries, as editors write it, and as their editors are told that it can be written."""

import pytest

from feedpub.model.choices import ALL, Content
from feedpub.model.newsroom import FeedChoice, Publisher, Station


@pytest.mark.parametrize(
    ("written", "full"),
    [("full", ALL), ("Full", ALL), ("summary", 0), ("first 10 full", 10), ("first 10 full, rest summary", 10)],
)
def test_how_many_whole_texts_are_meant(written: str, full: int) -> None:
    chosen = FeedChoice.model_validate({"title": "Sea", "sections": ["Sea"], "content": written})
    assert chosen.content == Content(full)


@pytest.mark.parametrize("model", [Station, Publisher])
def test_what_is_meant_if_nothing_is_written_is_told_as_it_would_be_written(model: type[Station | Publisher]) -> None:
    assert model.model_json_schema()["properties"]["content"]["default"] == "full"
