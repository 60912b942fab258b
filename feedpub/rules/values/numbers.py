"""Numbers, truth values, and words from a list."""

import re
from collections.abc import Iterable

from feedpub.problem import Severity, suggestion
from feedpub.rules.grammar import Blank, Text, text
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Basis, Fault, ValueRule, enter, value_rule
from feedpub.rules.values import quoted

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
    """The value is a whole number, 0 or more."""
    number = value.strip()
    if _DIGITS.fullmatch(number):
        return None
    return Fault(f"“{number[:40]}” is not a whole number." if number else "There is no number here.")


@value_rule("x-number-positive", Severity.ERROR, "the specification of the element", "Write 1 or a larger number.")
def positive(value: str) -> Fault | None:
    """The value is a whole number, 1 or more."""
    return Fault("0 is too small.") if not value.strip().strip("0") else None


@value_rule("x-decimal", Severity.ERROR, "the specification of the element", "Write a number such as 29.97.")
def decimal(value: str) -> Fault | None:
    """The value is a decimal number: digits, and optionally a point and more digits."""
    if re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", value.strip()):
        return None
    return Fault(f"{quoted(value)} is not a number.")


@value_rule("x-negative", Severity.ERROR, "the specification of the element", "Take out the minus sign.")
def not_negative(value: str) -> Fault | None:
    """A number of seconds, bits or people is not negative."""
    return Fault("A negative number makes no sense here.") if value.strip().startswith("-") else None


WHOLE = text(ascii_digits, whole, blank=Blank.JUDGED, plain=pattern("[0-9]+"))
POSITIVE = text(ascii_digits, whole, positive, blank=Blank.JUDGED, plain=pattern("[1-9][0-9]*"))
DECIMAL = text(decimal, blank=Blank.JUDGED)
AMOUNT = text(decimal, not_negative, blank=Blank.JUDGED)
"""A decimal number that is not negative."""


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
    rule = one_of_rule(words, code=code, source=source, demand=demand, severity=severity, basis=basis, fold=fold)
    return text(rule, blank=Blank.JUDGED)


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
    shown = ", ".join(listed[:12]) + (", …" if len(listed) > 12 else ".")
    advice = f"Write {' or '.join(listed)}." if len(listed) == 2 else f"Write one of {shown}"

    def check(value: str) -> Fault | None:
        word = value.strip()
        if (word.casefold() if fold else word) in known:
            return None
        near = suggestion(word, listed)
        fix = f"Write {near}." if near else advice
        return Fault(f"“{word[:40]}” is not one of the allowed words." if word else "There is no word here.", fix)

    return ValueRule(enter(code, severity, source, advice, basis, demand), check)


def unpadded(words: Text) -> Text:
    """The same words without white space around them, which nothing takes away from what an attribute says."""
    [(rule, check)] = words.rules

    def check_closely(value: str) -> Fault | None:
        word = value.strip()
        if word and word != value and check(word) is None:
            return Fault("There is white space around the word.", f"Write {word}.")
        return check(value)

    return text(ValueRule(rule, check_closely), blank=words.blank)
