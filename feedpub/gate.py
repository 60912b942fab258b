"""The gate in front of every feed: finished bytes are judged, and what is not valid is not put in place."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from feedpub.formats import files
from feedpub.model.feed import Channel
from feedpub.problem import Problem, Severity
from feedpub.rules import Profile, validate
from feedpub.rules.profiles import OWN, PROFILES


def judge(channel: Channel, rendered: Mapping[str, bytes]) -> list[Problem]:
    """What the validator says against a feed's files; their names in it are those below feeds/.

    An error holds the feed back: a specification, or a destination of the channel's, is against it. What a destination
    only wishes for is an info. Other warnings are not repeated: they are about words that an editor chose, and was told
    of where they stand in the article.
    """
    profile = _demanded(channel.destinations)
    addresses = {file.name: file.url(channel) for file in files.ALL_FILES}
    found = [
        problem
        for name, content in rendered.items()
        for problem in validate(content, f"{channel.path}/{name}", profile=profile, url=addresses.get(name))
    ]
    wished = [replace(p, severity=Severity.INFO) for p in found if p.code in profile.warnings]
    return [*(problem for problem in found if problem.severity is Severity.ERROR), *wished]


def _demanded(destinations: Iterable[str]) -> Profile:
    """What feedpub holds all feeds to, and what these destinations demand."""
    chosen = [OWN, *(PROFILES[name] for name in destinations)]
    if len(chosen) == 1:
        return OWN
    about = ", ".join(profile.name for profile in chosen)
    errors = frozenset[str]().union(*(profile.errors for profile in chosen))
    return Profile("build", about, errors, frozenset[str]().union(*(profile.warnings for profile in chosen)) - errors)
