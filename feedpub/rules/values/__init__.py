"""What a text may be: dates, addresses, languages, numbers, people. Each module's rules are for any specification."""


def words(listed: str) -> frozenset[str]:
    """The words of a list that is written with white space between them."""
    return frozenset(listed.split())


def quoted(value: str) -> str:
    """A text as a message tells of it: cut short, in quotation marks."""
    value = value.strip()
    return f"“{value[:40]}”" if value else "An empty text"
