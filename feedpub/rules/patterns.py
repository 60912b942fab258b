"""Regular expressions that are compiled when they are first used.

A feed without mistakes needs few of those that the rules have, and compiling all of them takes longer than judging it.
"""

import re
from typing import AnyStr, Generic, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "pattern", "flags")


class _Lazy(Generic[AnyStr]):
    """Stands for a pattern, and becomes like it at the first look at any of its methods."""

    def __init__(self, source: AnyStr, flags: int) -> None:
        self._source: AnyStr = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What re.compile makes of the same, later; only the methods that search can be called."""
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))
