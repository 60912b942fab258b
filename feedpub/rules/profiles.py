"""Profiles: what each destination of a feed demands beyond the specifications, as data."""

from typing import NamedTuple

from feedpub.rules.values import words


class Profile(NamedTuple):
    """A destination: what it is, the codes of the rules that are errors there, and of those that only warn there."""

    name: str
    about: str
    errors: frozenset[str] = frozenset()
    warnings: frozenset[str] = frozenset()


SPEC = Profile("spec", "The specifications alone.")
_SAFE = words("""
    x-dtd u-javascript u-file u-local h-js-href h-script h-onerror h-svg a-js-link a-xhtml-js s-guid-stable
""")
"""What could harm subscribers, or lead them nowhere: no destination takes it."""
OWN = Profile("own", "What feedpub builds itself.", _SAFE)
"""What `feedpub build` holds every feed to, wherever it goes; not for choosing."""
_OF_PODCASTS = words("""
    i-artwork i-not-podcast i-no-image i-no-category i-no-explicit i-no-language i-no-title i-explicit-old
    i-category-case i-image-ext i-serial i-description-bytes e-missing e-zero e-format e-image-mime e-mime-alias
    e-mime-ext r-no-guid r-blank-description r-lang-region r-title-long x-not-utf8
""")
"""What Apple's guide requires, and PSP-1 after it."""
APPLE = Profile(
    "apple",
    "Apple Podcasts: what its guide for podcasters requires.",
    _SAFE | _OF_PODCASTS | words("e-dup-url"),
    words("i-no-author i-duration-seconds i-title-number"),
)
PSP_1 = Profile(
    "psp-1",
    "The Podcast Standards Project's PSP-1 specification.",
    _SAFE | _OF_PODCASTS | words("r-no-self r-self-type r-self-twice"),
    words("i-no-author i-duration-seconds i-title-number i-psp-copyright i-psp-locked p-no-guid"),
)
PODCASTING_2 = Profile(
    "podcasting-2.0",
    "Apps that read the podcast namespace.",
    _SAFE | words("e-missing p-guid-v5 p-media-http p-no-guid p-transcript-type p-unknown u-https-media"),
    words("p-images-old"),
)
APPLE_NEWS = Profile(
    "apple-news",
    "Apple News, by way of RSS.",
    _SAFE | words("n-apple-locale n-description n-language n-link n-title x-not-utf8"),
)
FLIPBOARD = Profile(
    "flipboard",
    "Flipboard's guidelines for publishers.",
    _SAFE | words("n-description n-flipboard-image n-image n-language n-link n-title r-no-guid r-no-pubdate"),
    words("n-author n-full-text"),
)
SMARTNEWS = Profile(
    "smartnews",
    "SmartNews' SmartFormat.",
    _SAFE
    | words(
        "n-full-text n-language n-link n-smartnews-date n-smartnews-logo n-title r-no-guid r-no-pubdate x-not-utf8"
    ),
    words("n-author n-image n-smartnews-description"),
)
MSN = Profile(
    "msn",
    "MSN's partner feeds.",
    _SAFE | words("n-link n-msn-title n-title r-no-guid r-no-pubdate u-userinfo"),
    words("n-full-text n-image"),
)

PROFILES: dict[str, Profile] = {
    profile.name: profile for profile in (SPEC, APPLE, PSP_1, PODCASTING_2, APPLE_NEWS, FLIPBOARD, SMARTNEWS, MSN)
}
"""Every profile by its name."""
