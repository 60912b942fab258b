"""The namespaces that live in RSS and Atom, each loaded when a feed declares it: most feeds use a few of them."""

from collections.abc import Iterable, Mapping
from importlib import import_module

from feedpub.rules import names

ALWAYS = ("atom_in_rss", "characters", "history", "websub")
"""Modules whose rules also look at feeds that do not declare their namespace: Atom's links say much about any feed."""
BY_NAMESPACE: Mapping[str, tuple[str, ...]] = {
    names.ADMIN.uri: ("old_modules", "dublin_core"),
    names.APP.uri: ("publishing",),
    names.BLOG_CHANNEL.uri: ("old_modules",),
    names.CC.uri: ("creative_commons", "dublin_core"),
    names.CONTENT.uri: ("content",),
    names.CREATIVE_COMMONS.uri: ("creative_commons", "dublin_core"),
    names.DC.uri: ("dublin_core",),
    names.DCTERMS.uri: ("dublin_core",),
    names.ATOM.uri: ("atom.entries", "atom.feeds", "atom.links", "dublin_core"),
    names.GEO.uri: ("basic_geo",),
    names.GEORSS.uri: ("georss",),
    names.GML.uri: ("georss",),
    names.ITUNES.uri: ("itunes",),
    names.MEDIA.uri: ("media",),
    names.PODCAST.uri: ("podcast", "itunes"),
    names.PODCAST_ON_GITHUB.uri: ("podcast", "itunes"),
    names.SLASH.uri: ("slash",),
    names.SYNDICATION.uri: ("syndication",),
    names.THREAD.uri: ("threading",),
    names.TOMBSTONES.uri: ("tombstones",),
    names.TRACKBACK.uri: ("old_modules",),
    names.WELL_FORMED_WEB.uri: ("well_formed_web",),
    names.XHTML.uri: ("content",),
}
"""The modules that know a namespace, by its URI."""
OF_DESTINATIONS = ("destinations", "itunes", "podcast")
"""Modules whose rules say what a destination lacks in a feed that declares nothing."""


def load(namespaces: Iterable[str], *, destinations: bool) -> None:
    """Make these namespaces known, and with `destinations` the rules that are for these alone."""
    modules = {*ALWAYS, *(module for uri in namespaces for module in BY_NAMESPACE.get(uri, ()))}
    if destinations:
        modules.update(OF_DESTINATIONS)
    for module in sorted(modules - _loaded):
        import_module(f"feedpub.rules.{module}")
        _loaded.add(module)


def load_all() -> None:
    """Make everything known that feeds can be judged by."""
    load(BY_NAMESPACE, destinations=True)
    load_beside()
    load_clock()
    import_module("feedpub.rules.jsonfeed")


def load_beside() -> None:
    """Make the rules known that need more than the feed itself."""
    import_module("feedpub.rules.beside")


def load_clock() -> None:
    """Make the rules known that need to know what time it is."""
    import_module("feedpub.rules.clock")


_loaded: set[str] = set()
