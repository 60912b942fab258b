"""What is said of values at the edges of their specifications: of addresses, people, languages, types and places."""

import pytest

from feedpub.rules import validate
from tests.test_structure_rules import PODCAST, atom, rss

GEO = 'xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"'
AUDIO = "<enclosure url='https://quay.example/a.mp3' length='12' type='{}'/>"
PLACES = 'xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"'
DUBLIN = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
OWNED = '<itunes:author xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">Ann</itunes:author>'
PAGE = (
    '<content type="text/html">&lt;!DOCTYPE html>&lt;html>&lt;head>&lt;title>A&lt;/title>&lt;/head>'
    "&lt;body>A&lt;/body>&lt;/html></content>"
)
XHTML = '<rights type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{}</div></rights>'


def place(attributes: str, numbers: str) -> str:
    """A place in GML."""
    return f"<georss:where {GEO}><gml:Point {attributes}><gml:pos>{numbers}</gml:pos></gml:Point></georss:where>"


CLOUD = '<cloud domain="{}" port="80" path="/" registerProcedure="x" protocol="xml-rpc"/>'
LABEL = 63 * "a"
CODES = {
    ("entry", '<rights type=" text">A</rights>'): ["a-text-type"],
    ("entry", '<rights type="">A</rights>'): ["x-blank"],
    ("entry", '<link rel="x:a b" href="https://quay.example/a"/>'): ["u-characters"],
    ("entry", '<link rel="https://quay.example/a" href="https://quay.example/a"/>'): [],
    ("entry", '<link rel="related" href="https://quay.example/\ue000"/>'): ["u-characters"],
    ("entry", '<link rel="related" href="https://quay.example/a?\ue000"/>'): [],
    ("entry", '<link rel="related" href="https://quay.example/\u202e"/>'): ["u-characters"],
    ("entry", '<link rel="related" href="https://quay.example/\ufdd0"/>'): ["u-characters"],
    ("entry", '<link rel="related" href="https://quay.example/\U0001fffe"/>'): ["u-characters"],
    ("entry", '<link rel="related" href="http://[v1.fe80::a+en1]/"/>'): [],
    ("entry", '<link rel="related" href="http://[v1]/"/>'): ["u-host"],
    ("entry", f'<link rel="related" href="https://{LABEL}.example/"/>'): [],
    ("entry", f'<link rel="related" href="https://a{LABEL}.example/"/>'): ["u-host"],
    ("entry", '<link rel="related" href="https://quay.example/a" type="audio/.mpeg"/>'): ["x-media-type"],
    ("entry", "<published>2016-12-31T23:59:60Z</published>"): [],
    ("entry", "<published>2016-12-31T18:59:60-05:00</published>"): [],
    ("entry", "<published>2016-12-31T23:59:60+01:00</published>"): ["a-date"],
    ("entry", "<published>2024-05-01T08:59:60Z</published>"): ["a-date"],
    ("entry", "<published>9999-12-31T23:59:60Z</published>"): ["a-order", "x-date-implausible"],
    ("entry", "<published>0001-01-01T00:00:00+01:00</published>"): ["x-date-implausible"],
    ("entry", "<published>9999-12-31T23:59:59-01:00</published>"): ["a-order", "x-date-implausible"],
    ("entry", '<thr:total xmlns:thr="http://purl.org/syndication/thread/1.0">+5</thr:total>'): [],
    ("channel", "<lastBuildDate>Sat, 31 Dec 2016 23:59:60 +0000</lastBuildDate>"): ["r-channel-date"],
    ("channel", "<lastBuildDate>Wed, 01 May 2024 09:00:60 +0000</lastBuildDate>"): ["r-time-range"],
    ("channel", CLOUD.format("rpc.quay.example")): [],
    ("channel", CLOUD.format("https://rpc.quay.example")): ["r-cloud-port"],
    ("item", f"<georss:box {GEO}>42.9 -71 43.9 -69.8</georss:box>"): [],
    ("item", f"<georss:box {GEO}>43.9 -71 42.9 -69.8</georss:box>"): ["g-coordinates"],
    (
        "item",
        f"<georss:where {GEO}><gml:Envelope><gml:lowerCorner>42 -71</gml:lowerCorner></gml:Envelope></georss:where>",
    ): ["g-geometry"],
    ("feed", "<id>tag:quay..example,2024:x</id>"): ["x-duplicate-element", "u-tag"],
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
        "x-media-type"
    ],
    ("item", AUDIO.format("audio/mpeg;")): ["x-media-type"],
    ("item", AUDIO.format(" audio/mpeg")): ["x-media-type"],
    ("item", "<media:content url=''/>"): ["u-relative"],
    ("item", "<media:content url='https://quay.example/a.mp3' medium=' audio'/>"): ["m-medium"],
    ("item", "<media:content url='https://quay.example/a.mp3' duration='-12'/>"): ["x-negative"],
    ("item", "<comments>https://quay.example/a[1]</comments>"): ["u-characters"],
    ("item", "<comments>https://[2606:4700::1111]/a</comments>"): [],
    ("item", "<comments>https://quay..example/a</comments>"): ["u-host"],
    ("item", "<comments>https://.quay.example/a</comments>"): ["u-host"],
    ("item", "<comments>https://quay,example/a</comments>"): ["u-host"],
    ("item", "<comments>https://999.1.2.3/a</comments>"): ["u-host"],
    ("item", "<comments>https://8.8.8.8/a</comments>"): [],
    ("item", "<comments>https://a_b.quay.example./a</comments>"): [],
    ("item", place("", "45 -71").replace("</gml:pos>", "</gml:pos><gml:pos>46 -71</gml:pos>")): ["g-geometry"],
    ("item", f"<georss:where {GEO}/>"): ["g-geometry"],
    ("item", f"<georss:where {GEO}><gml:Polygon/></georss:where>"): ["g-geometry"],
    ("item", f"<georss:circle {GEO}>45 -71 -5</georss:circle>"): ["g-coordinates"],
    ("item", "<atom:updated>2026-05-02T13:30:00Z<i/></atom:updated>"): ["a-leaf"],
    ("item", "<atom:link rel='related' href='https://quay.example/a'>here</atom:link>"): ["a-no-meaning"],
    ("item", "<podcast:person>Ann &lt;b>Lee&lt;/b></podcast:person>"): ["h-in-plain"],
    ("item", "<podcast:location geo=''>Buffalo</podcast:location>"): ["p-geo"],
    ("item", "<podcast:socialInteract protocol='activitypub' uri=''/>"): ["p-social"],
    ("item", "<podcast:socialInteract protocol='' uri='https://social.example/1'/>"): ["p-empty"],
    ("item", "<podcast:socialInteract protocol='disabled' uri=''/>"): [],
    ("channel", "<podcast:locked/>"): ["p-locked"],
    ("channel", "<podcast:locked owner=''>yes</podcast:locked>"): ["p-locked-owner"],
    ("channel", "<podcast:medium> </podcast:medium>"): ["p-medium"],
    ("channel", "<podcast:funding url='https://quay.example/give'>Tom &amp;amp; Ann</podcast:funding>"): [
        "x-double-escape"
    ],
    ("channel", "<copyright> </copyright>"): ["x-blank"],
    ("channel", "<managingEditor>ann@quay.example. (Ann Lee)</managingEditor>"): ["r-contact"],
    ("entry", '<content type=""><b xmlns="http://www.w3.org/1999/xhtml">A</b></content>'): ["a-markup", "x-blank"],
    ("entry", '<content type="xhtml"/>'): ["a-xhtml-div"],
    ("item", f"<geo:long {PLACES}>181</geo:long>"): ["g-degrees"],
    ("item", f"<geo:lat {PLACES}>north</geo:lat>"): ["x-decimal"],
    ("item", f"<geo:Point {PLACES}><geo:lat>1</geo:lat></geo:Point>"): ["x-missing-element"],
    ("item", "<pubDate>Sat, 02 May 26 13:30:00 GMT</pubDate>"): ["x-duplicate-element", "r-short-year"],
    ("item", f"<dc:date {DUBLIN}>1970-01-01</dc:date>"): ["d-item-twice", "x-date-implausible"],
    ("item", "<guid>https://quay.example/a b</guid>"): ["x-duplicate-element", "r-guid-permalink"],
    ("item", '<guid isPermaLink="false">12345678</guid>'): ["x-duplicate-element", "r-guid-unique"],
    ("item", '<guid isPermaLink="false">123456789</guid>'): ["x-duplicate-element"],
    ("item", "<guid>https://quay.example/a%zz</guid>"): ["x-duplicate-element", "r-guid-permalink"],
    ("item", f'<dc:subject {DUBLIN} scheme="a">A</dc:subject>'): ["x-unknown-attribute"],
    ("item", "<comments>https://quay.example/<x:b xmlns:x='urn:example:x'/></comments>"): ["x-in-text"],
    ("item", "<author>ann@quay.example (Ann)<b xmlns='http://www.w3.org/1999/xhtml'/></author>"): ["x-unknown-element"],
    ("item", "<author>Ann Lee ann@quay.example</author>"): ["r-contact-name"],
    ("item", "<author>ann@quay.example (Ann</author>"): ["r-contact-name"],
    ("item", "<author>ann lee@quay.example (Ann)</author>"): ["r-contact"],
    ("item", "<atom:generator>Quay</atom:generator>"): ["x-no-use"],
    ("item", "<category>if a&lt;b then</category>"): ["h-ambiguous"],
    ("item", "<category>fish &amp;copy chips</category>"): ["h-ambiguous"],
    ("item", "<category>AT&amp;T, R&amp;D, a &lt; b</category>"): [],
    ("channel", "<skipHours><hour>1</hour><x:a xmlns:x='urn:example:x'>1</x:a></skipHours>"): [],
    ("channel", f"<skipDays><day>Monday</day><dc:date {DUBLIN}>2026-05-02</dc:date></skipDays>"): ["x-no-use"],
    ("entry", '<link rel="related" href=" "/>'): ["a-space"],
    ("entry", '<link rel="related" href=""/>'): [],
    ("entry", f"<author><name>Ann</name><dc:date {DUBLIN}>2026-05-02</dc:date></author>"): ["x-no-use"],
    ("entry", f"<source><id>urn:x-a:b</id><title>A</title><updated>2026-05-02T13:30:00Z</updated>{OWNED}</source>"): [],
    ("entry", '<rights type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">A</h:div></rights>'): [
        "x-usual-names"
    ],
    ("entry", '<rights type="xhtml"> </rights>'): ["a-xhtml-div", "x-blank"],
    ("entry", XHTML.format('<w:p xmlns:w="urn:example:w">A</w:p>')): ["h-not-html"],
    ("entry", XHTML.format('<a HREF="https://quay.example/">A</a>')): ["h-attribute"],
    (
        "entry",
        PAGE,
    ): [],
    ("entry", '<rights type="html">A&lt;/br>B</rights>'): ["h-unclosed"],
    ("entry", '<rights type="html">&lt;a>A&lt;a>B&lt;/a>&lt;/a></rights>'): ["h-unclosed"],
    ("entry", '<rights type="html">&lt;p style="color">A&lt;/p></rights>'): ["h-style"],
    ("entry", '<rights type="html">&lt;noscript>A&lt;/noscript></rights>'): ["h-element"],
    ("entry", '<link rel="related" href="12:30.html"/>'): ["u-colon"],
    ("entry", '<link rel="related" href="./12:30.html"/>'): [],
    ("entry", '<link rel="related" href="a/12:30.html"/>'): [],
    ("entry", "<id>tag:quay.example,2026-13:a</id>"): ["x-duplicate-element", "u-tag"],
    ("entry", "<id>tag:quay.example,2028-02-29:a</id>"): ["x-duplicate-element"],
    ("entry", "<id>tag:quay.example,2026-02-29:a</id>"): ["x-duplicate-element", "u-tag"],
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
