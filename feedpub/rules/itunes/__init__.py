"""The itunes namespace, as Apple's "A Podcaster's Guide to RSS" has it, and what podcast directories ask beyond it."""

from feedpub.rules.itunes import artwork, channel, episodes, shapes, standards
from feedpub.rules.itunes.shapes import CHANNEL_ELEMENTS, ITEM_ELEMENTS

__all__ = ["CHANNEL_ELEMENTS", "ITEM_ELEMENTS", "artwork", "channel", "episodes", "shapes", "standards"]
