"""What destinations ask of a feed: Apple News, Flipboard, SmartNews, MSN. Profiles say which of them asks for what."""

from feedpub.rules.destinations import needs, singular

__all__ = ["needs", "singular"]
