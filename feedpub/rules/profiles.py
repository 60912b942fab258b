"""Profiles: what each destination of a feed demands beyond the specifications, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A destination: what it is, the codes of the rules that are errors there, and of those that only warn there."""

    name: str
    about: str
    errors: frozenset[str] = frozenset()
    warnings: frozenset[str] = frozenset()


SPEC = Profile("spec", "The specifications alone.")
APPLE = Profile("apple", "Apple Podcasts: what its guide for podcasters requires.")
PSP_1 = Profile("psp-1", "The Podcast Standards Project's PSP-1 specification.")
PODCASTING_2 = Profile("podcasting-2.0", "Apps that read the podcast namespace.")
APPLE_NEWS = Profile("apple-news", "Apple News, by way of RSS.")
FLIPBOARD = Profile("flipboard", "Flipboard's guidelines for publishers.")
SMARTNEWS = Profile("smartnews", "SmartNews' SmartFormat.")
MSN = Profile("msn", "MSN's partner feeds.")

PROFILES: dict[str, Profile] = {
    profile.name: profile for profile in (SPEC, APPLE, PSP_1, PODCASTING_2, APPLE_NEWS, FLIPBOARD, SMARTNEWS, MSN)
}
"""Every profile by its name."""
