"""The pages that subscribers see: what a feed carries and how to subscribe to it, and the list of all stations.

Each is one file of HTML, `index.html` in the folder of the feed or of all feeds, and a pure function makes its bytes of
plain data. It asks nobody else for anything but the pictures and the audio that the feed names, and a reader without
scripts misses nothing but the buttons that copy.
"""

from feedpub.pages.page import FILE, Contact, FeedPage, PublisherPage
from feedpub.pages.rendering import render_feed, render_publisher

__all__ = ["FILE", "Contact", "FeedPage", "PublisherPage", "render_feed", "render_publisher"]
