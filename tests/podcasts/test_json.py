"""A show and its episodes in JSON."""

import json

from feedpub.formats import jsonfeed
from tests.podcasts.shows import SITE, full, show


def test_json_has_what_it_has_no_member_for_in_an_extension() -> None:
    document = json.loads(jsonfeed.render(full()))
    assert document["_feedpub"] == {
        "about": jsonfeed.ABOUT,
        "copyright": "Quay Radio",
        "guid": "1c0ab59a-8a96-545f-8b16-3ec7fa1e8a35",
        "explicit": True,
        "type": "serial",
        "categories": ["News > Daily News", "Society & Culture", "News > Politics"],
    }
    (entry,) = document["items"]
    assert entry["_feedpub"] == {
        "show": "talk",
        "season": 2,
        "season_name": "Low water",
        "episode": 7,
        "episode_type": "bonus",
        "explicit": True,
        "image": f"{SITE}/one.png",
        "chapters": f"{SITE}/one-chapters.json",
        "transcripts": [
            {"url": f"{SITE}/one.vtt", "type": "text/vtt", "language": "en-US"},
            {"url": f"{SITE}/one.html", "type": "text/html", "language": "fr"},
        ],
        "persons": [{"name": "Tom & Reed"}],
    }
    assert "image" not in entry
    assert entry["attachments"][0]["duration_in_seconds"] == 4321


def test_json_says_of_the_smallest_show_what_there_is() -> None:
    document = json.loads(jsonfeed.render(show()))
    about = {"about": jsonfeed.ABOUT, "copyright": "Quay Radio"}
    assert document["_feedpub"] == {**about, "explicit": False, "type": "episodic", "categories": ["News"]}
    (entry,) = document["items"]
    assert entry["_feedpub"] == {"show": "talk", "episode_type": "full", "explicit": False}
    elsewhere = json.loads(jsonfeed.render(show(None)))
    assert elsewhere["_feedpub"] == about
    assert elsewhere["items"][0]["_feedpub"] == entry["_feedpub"]
