"""feedpub publishes a newsroom's articles, written as YAML files, as RSS, Atom and JSON feeds."""

from feedpub.problem import Problem

__all__ = ["Problem", "__version__", "validate"]

__version__ = "0.1.0"


def validate(content: bytes, file: str = "feed", *, profile: str = "spec", url: str | None = None) -> list[Problem]:
    """Judge the bytes of an RSS, Atom or JSON feed; return all that is wrong with it, in the order of its lines.

    `file` is the name that problems carry. `profile` is one of spec, apple, psp-1, podcasting-2.0, apple-news,
    flipboard, smartnews and msn. `url` is where the feed is served from, if that is known. Raises KeyError for another
    profile, and nothing for any bytes; nothing is fetched.
    """
    from feedpub import rules  # noqa: PLC0415 - the command imports this package, and hardly ever needs all rules

    return rules.validate(content, file, profile=rules.PROFILES[profile], url=url)
