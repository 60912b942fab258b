"""Whatever an editor writes either reaches subscribers as it is, in every format, or is a problem with a place.

Nothing raises, no feed is ever invalid, nothing is silently lost.
"""
