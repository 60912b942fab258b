"""Rules that need more than one file: what a feed says of the files beside it, and what subscribers had before.

They are imported only for a feed whose files or whose previous state is known.
"""

from feedpub.rules.beside import artwork, chains, companions, identities, lengths

__all__ = ["artwork", "chains", "companions", "identities", "lengths"]
