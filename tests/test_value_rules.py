"""What is said of values at the edges of their specifications: of addresses, people, languages, types and places."""

import pytest

from feedpub.rules import validate
from tests.test_structure_rules import PODCAST, atom, rss

GEO = 'xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"'
AUDIO = "<enclosure url='https://quay.example/a.mp3' length='12' type='{}'/>"


def place(attributes: str, numbers: str) -> str:
    """A place in GML."""
    return f"<georss:where {GEO}><gml:Point {attributes}><gml:pos>{numbers}</gml:pos></gml:Point></georss:where>"


CODES = {
    ("channel", '<managingEditor>"ann lee"@quay.example (Ann Lee)</managingEditor>'): [],
    ("channel", "<managingEditor>ann lee@quay.example (Ann Lee)</managingEditor>"): ["r-contact"],
    ("channel", "<language>en-XK</language>"): [],
    ("channel", "<language>sq-QM</language>"): [],
    ("channel", "<language>en-UK</language>"): ["r-lang-region"],
    ("channel", "<language>de-1996</language>"): [],
    ("channel", "<language>de-1996-1996</language>"): ["r-lang-syntax"],
    ("channel", "<language>en-a-bbb-a-ccc</language>"): ["r-lang-syntax"],
    ("channel", "<language>en-a-bbb-ccc-x-a-ccc</language>"): [],
    ("item", AUDIO.format('audio/mpeg; codecs="a/b"')): [],
    ("item", AUDIO.format('audio/mpeg; codecs="a\\"b"')): [],
    ("item", AUDIO.format("audio/mpeg; codecs=mp4a.40")): [],
    ("item", AUDIO.format('audio/mpeg; codecs="x')): ["x-media-type"],
    ("item", AUDIO.format("audio/mpeg; codecs=a/b")): ["x-media-type"],
    ("item", "<comments>https://quay.example/a#b</comments>"): [],
    ("item", "<comments>https://quay.example/a#b#c</comments>"): ["u-characters"],
    ("item", place('srsDimension="3" srsName="urn:ogc:def:crs:EPSG::4979"', "45 -71 30")): [],
    ("item", place("", "45 -71 30")): ["g-coordinates"],
    ("item", "<media:content url='https://quay.example/a.mp3' type=''><media:title>A</media:title></media:content>"): [
        "x-blank"
    ],
    ("entry", '<rights type="text">The &lt;b> of HTML</rights>'): [],
    ("entry", '<rights type="text">The &lt;b>new&lt;/b> HTML</rights>'): ["a-undeclared-html"],
    ("entry", '<link rel="related" href="https://quay.example/a#b#c"/>'): ["u-characters"],
    ("entry", '<author><name>Ann</name><email>"ann lee"@quay.example</email></author>'): [],
}


@pytest.mark.parametrize(("where", "written"), CODES)
def test_each_value_is_what_its_specification_says(where: str, written: str) -> None:
    feed = (atom if where in {"feed", "entry"} else rss)(**{where: written})
    found = [problem.code for problem in validate(feed.encode(), "feed.xml") if problem.code not in PODCAST]
    assert found == CODES[where, written]
