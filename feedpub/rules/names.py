"""Names of elements: the namespaces that feeds use, and the prefixes that they are known by.

A tag is what expat hands over: the namespace's URI, a space, and the local name; or the local name alone for an element
in no namespace. `ATOM("entry")` makes one.
"""

from typing import NamedTuple


class Namespace(NamedTuple):
    """A namespace's URI and the prefix that its specification writes it with."""

    uri: str
    prefix: str

    def __call__(self, local: str) -> str:
        """The tag of an element of this namespace."""
        return f"{self.uri} {local}" if self.uri else local


NO_NAMESPACE = Namespace("", "")
"""Where the elements of RSS itself are."""
ADMIN = Namespace("http://webns.net/mvcb/", "admin")
ATOM = Namespace("http://www.w3.org/2005/Atom", "atom")
APP = Namespace("http://www.w3.org/2007/app", "app")
BLOG_CHANNEL = Namespace("http://backend.userland.com/blogChannelModule", "blogChannel")
CC = Namespace("http://web.resource.org/cc/", "cc")
CONTENT = Namespace("http://purl.org/rss/1.0/modules/content/", "content")
CREATIVE_COMMONS = Namespace("http://backend.userland.com/creativeCommonsRssModule", "creativeCommons")
DC = Namespace("http://purl.org/dc/elements/1.1/", "dc")
DCTERMS = Namespace("http://purl.org/dc/terms/", "dcterms")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#", "geo")
GEORSS = Namespace("http://www.georss.org/georss", "georss")
GML = Namespace("http://www.opengis.net/gml", "gml")
HISTORY = Namespace("http://purl.org/syndication/history/1.0", "fh")
ITUNES = Namespace("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes")
MEDIA = Namespace("http://search.yahoo.com/mrss/", "media")
MSN = Namespace("http://schemas.ingestion.microsoft.com/common/", "mi")
PODCAST = Namespace("https://podcastindex.org/namespace/1.0", "podcast")
PODCAST_ON_GITHUB = Namespace("https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", "podcast")
"""The other address that the podcast namespace's documents allow."""
SLASH = Namespace("http://purl.org/rss/1.0/modules/slash/", "slash")
SMARTNEWS = Namespace("http://www.smartnews.be/snf", "snf")
SYNDICATION = Namespace("http://purl.org/rss/1.0/modules/syndication/", "sy")
THREAD = Namespace("http://purl.org/syndication/thread/1.0", "thr")
TOMBSTONES = Namespace("http://purl.org/atompub/tombstones/1.0", "at")
TRACKBACK = Namespace("http://madskills.com/public/xml/rss/module/trackback/", "trackback")
WELL_FORMED_WEB = Namespace("http://wellformedweb.org/CommentAPI/", "wfw")
XHTML = Namespace("http://www.w3.org/1999/xhtml", "xhtml")
XML = Namespace("http://www.w3.org/XML/1998/namespace", "xml")

_ALL = (
    NO_NAMESPACE, ADMIN, ATOM, APP, BLOG_CHANNEL, CC, CONTENT, CREATIVE_COMMONS, DC, DCTERMS, GEO, GEORSS, GML, HISTORY,
    ITUNES, MEDIA, MSN, PODCAST, PODCAST_ON_GITHUB, SLASH, SMARTNEWS, SYNDICATION, THREAD, TOMBSTONES, TRACKBACK,
    WELL_FORMED_WEB, XHTML, XML,
)  # fmt: skip
BY_URI: dict[str, Namespace] = {namespace.uri: namespace for namespace in _ALL}
"""Every namespace that feedpub knows, by its URI."""


def local_name(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition(" ")[2]


def namespace_of(tag: str) -> str:
    """The URI of the namespace of a tag; empty if it is in none."""
    return tag.rpartition(" ")[0]


def shown(tag: str) -> str:
    """A tag as people write it: `itunes:duration`, whatever prefix the feed has for it."""
    uri, _, local = tag.rpartition(" ")
    namespace = BY_URI.get(uri)
    return f"{namespace.prefix}:{local}" if namespace and namespace.prefix else local
