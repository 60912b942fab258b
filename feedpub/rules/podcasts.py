"""Which feeds are podcasts: the one place where that is asked."""

from feedpub.rules.names import ITUNES, PODCAST, PODCAST_ON_GITHUB
from feedpub.rules.tree import Element

_TAGS = tuple(f"{namespace.uri} " for namespace in (ITUNES, PODCAST, PODCAST_ON_GITHUB))


def is_episode(item: Element) -> bool:
    """Whether an item has an element of the itunes or podcast namespace, which only podcasts use."""
    return any(child.tag.startswith(_TAGS) for child in item.children)


def is_podcast(channel: Element) -> bool:
    """Whether a channel or one of its items has an element of the itunes or podcast namespace."""
    return is_episode(channel) or any(is_episode(item) for item in channel.children if item.tag == "item")
