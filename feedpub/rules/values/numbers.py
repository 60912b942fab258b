"""Numbers, truth values, and words from a list."""

import re
from collections.abc import Iterable

from feedpub.problem import Severity, suggestion
from feedpub.rules.grammar import Text, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, ValueRule, enter, value_rule

_DIGITS = pattern(r"[0-9]+")
_NEARLY_DIGITS = pattern(r"[+]?[\d_]+")


@value_rule("r-unicode-digits", Severity.ERROR, "RSS 2.0, ttl", "Write it with the digits 0 to 9 only.")
def ascii_digits(value: str) -> Fault | None:
    """A whole number is written with the digits 0 to 9 and nothing else."""
    value = value.strip()
    if _NEARLY_DIGITS.fullmatch(value) and not _DIGITS.fullmatch(value):
        return Fault(f"“{value[:40]}” has more in it than the digits 0 to 9.")
    return None


@value_rule("x-number", Severity.ERROR, "the specification of the element", "Write a whole number such as 60.")
def whole(value: str) -> Fault | None:
    """A whole number is one, and not negative."""
    number = value.strip()
    if _DIGITS.fullmatch(number):
        return None
    return Fault(f"“{number[:40]}” is not a whole number." if number else "There is no number here.")


@value_rule("x-number-positive", Severity.ERROR, "the specification of the element", "Write a number from 1 on.")
def positive(value: str) -> Fault | None:
    """A number of things or pixels is not 0."""
    return Fault("0 is too small.") if not value.strip().strip("0") else None


@value_rule("x-decimal", Severity.ERROR, "the specification of the element", "Write a number such as 29.97.")
def decimal(value: str) -> Fault | None:
    """A decimal number is one: digits, and perhaps a point and more digits."""
    if re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", value.strip()):
        return None
    return Fault(f"“{value.strip()[:40]}” is not a number.")


WHOLE = text(ascii_digits, whole, plain=pattern("[0-9]+"))
POSITIVE = text(ascii_digits, whole, positive, plain=pattern("[1-9][0-9]*"))
DECIMAL = text(decimal)


def whole_number(value: str) -> int | None:
    """The number that a text is; None if it is none."""
    value = value.strip()
    return int(value) if _DIGITS.fullmatch(value) and len(value) < 19 else None


def one_of(
    words: Iterable[str],
    *,
    code: str,
    source: str,
    demand: str,
    severity: Severity = Severity.ERROR,
    basis: Basis = Basis.SPEC,
    fold: bool = False,
) -> Text:
    """A text that is one of these words, as a rule of its own; `fold` takes capital and small letters for the same."""
    return text(one_of_rule(words, code=code, source=source, demand=demand, severity=severity, basis=basis, fold=fold))


def one_of_rule(
    words: Iterable[str],
    *,
    code: str,
    source: str,
    demand: str,
    severity: Severity = Severity.ERROR,
    basis: Basis = Basis.SPEC,
    fold: bool = False,
) -> ValueRule:
    """The rule of `one_of`, to be put together with others."""
    listed = list(words)
    known = {word.casefold() for word in listed} if fold else set(listed)
    shown = ", ".join(listed[:12]) + (", …" if len(listed) > 12 else "")

    def check(value: str) -> Fault | None:
        word = value.strip()
        if (word.casefold() if fold else word) in known:
            return None
        near = suggestion(word, listed)
        fix = f"Write {near}." if near else f"Write one of {shown}."
        return Fault(f"“{word[:40]}” is none of the words that it can be." if word else "There is no word here.", fix)

    return ValueRule(enter(code, severity, source, f"Write one of {shown}.", basis, demand), check)
