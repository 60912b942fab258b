"""The gate in front of every feed: finished bytes are judged, and what is not valid is not put in place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from feedpub.formats import files
from feedpub.model.feed import Channel
from feedpub.problem import Problem, Severity
from feedpub.rules import Profile, validate
from feedpub.rules.profiles import APPLE, OWN, PODCASTING_2, PROFILES, PSP_1


def judge(channel: Channel, rendered: Mapping[str, bytes]) -> list[Problem]:
    """What the validator says against a feed's files; their names in it are those below feeds/.

    An error holds the feed back: a specification, or a destination of the channel's, is against it. What a destination
    only wishes for is an info. Other warnings are not repeated: they are about words that an editor chose, and was told
    of where they stand in the article.
    """
    return [problem for name, content in rendered.items() for problem in _judge(channel, name, content)]


def _judge(channel: Channel, name: str, content: bytes) -> Iterator[Problem]:
    profile = _demanded(d for d in channel.destinations if name == files.RSS.name or d not in TAKE_RSS_ALONE)
    address = next((file.url(channel) for file in files.ALL_FILES if file.name == name), None)
    for problem in validate(content, f"{channel.path}/{name}", profile=profile, url=address):
        if problem.severity is Severity.ERROR:
            yield problem
        elif problem.code in profile.warnings:
            yield replace(problem, severity=Severity.INFO)


TAKE_RSS_ALONE = {APPLE.name, PSP_1.name, PODCASTING_2.name}
"""Directories of podcasts, which are not told of a show's other formats."""


def _demanded(destinations: Iterable[str]) -> Profile:
    """What feedpub holds all feeds to, and what these destinations demand."""
    chosen = [OWN, *(PROFILES[name] for name in destinations)]
    if len(chosen) == 1:
        return OWN
    about = ", ".join(profile.name for profile in chosen)
    errors = frozenset[str]().union(*(profile.errors for profile in chosen))
    return Profile("build", about, errors, frozenset[str]().union(*(profile.warnings for profile in chosen)) - errors)
