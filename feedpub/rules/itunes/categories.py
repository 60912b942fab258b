"""Apple's categories of podcasts: the list of 2019, and what became of those that were retired."""

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from feedpub.problem import suggestion


class Standing(Enum):
    """How a category stands to Apple's list."""

    LISTED = "listed"
    MISSPELT = "misspelt"
    RETIRED = "retired"
    UNKNOWN = "unknown"


class Judgement(NamedTuple):
    """How a category stands to the list, and what to write instead."""

    standing: Standing
    fix: str = ""


def _listed(text: str) -> dict[str, dict[str, str]]:
    """A list of `Category: Subcategory, Subcategory`, with `= Successor` after those that have one."""
    found: dict[str, dict[str, str]] = {}
    for line in text.strip().splitlines():
        name, _, subcategories = line.strip().partition(":")
        pairs = (part.partition("=") for part in subcategories.split(",") if part.strip())
        found[name.strip()] = {sub.strip(): successor.strip() for sub, _, successor in pairs}
    return found


CATEGORIES = _listed("""
    Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
    Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
    Comedy: Comedy Interviews, Improv, Stand-Up
    Education: Courses, How To, Language Learning, Self-Improvement
    Fiction: Comedy Fiction, Drama, Science Fiction
    Government:
    Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
    History:
    Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
    Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
    Music: Music Commentary, Music History, Music Interviews
    News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
    Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
    Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences
    Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
    Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
    Technology:
    True Crime:
    TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
""")  # fmt: skip  # noqa: E501 - one line a category
"""The categories and their subcategories (podcasters.apple.com/support/1691)."""

SUCCESSORS = {
    "Games & Hobbies": "Leisure", "Government & Organizations": "Government", "Health": "Health & Fitness",
    "News & Politics": "News", "Science & Medicine": "Science", "Sports & Recreation": "Sports",
    "Arts & Entertainment": "Arts", "Audio Blogs": "Society & Culture", "Family": "Kids & Family", "Food": "Arts",
    "International": "Society & Culture", "Movies & Television": "TV & Film", "Politics": "News",
    "Public Radio": "News", "Talk Radio": "News", "Transportation": "Leisure", "Travel": "Society & Culture",
}  # fmt: skip
"""Categories of the lists before (2005 and 2006 to 2019), and those of today that come nearest."""

_RETIRED = _listed("""
    Arts: Literature = Books
    Business: Business News = News: Business News, News = News: Business News, Finance = Investing, Management & Marketing = Management, Shopping
    Education: Educational Technology, Education Technology, Higher Education, K-12, Language Courses = Language Learning, Training = Courses
    Games & Hobbies: Other Games = Games
    Government & Organizations: Local, National, Non-Profit = Business: Non-Profit, Regional
    Health: Fitness & Nutrition = Nutrition, Self-Help = Education: Self-Improvement, Diet & Nutrition = Nutrition, Relationships = Society & Culture: Relationships
    News: Technology = Tech News
    Religion & Spirituality: Other = Religion, New Age = Spirituality, Philosophy = Society & Culture: Philosophy
    Science & Medicine: Medicine = Health & Fitness: Medicine
    Society & Culture: History = History
    Sports & Recreation: Amateur, College & High School, Outdoor = Wilderness, Professional
    Technology: Gadgets, Podcasting, Software How-To, Tech News = News: Tech News, Computers, Developers, Information Technology, News = News: Tech News, Operating Systems, Smart Phones, Text/Speech
    Arts & Entertainment: Architecture = Design, Entertainment, Games = Leisure: Games, Photography = Visual Arts, Poetry = Books, Science Fiction = Fiction: Science Fiction
    International: Australian, Belgian, Brazilian, Canadian, Chinese, Dutch, French, German, Hebrew, Italian, Japanese, Norwegian, Polish, Portuguese, Spanish, Swedish
    Transportation: Bicycles, Commuting
""")  # fmt: skip  # noqa: E501 - one line a category


def _key(text: str) -> str:
    """What a category is recognized by: its letters and digits, with "and" for &, escaped twice or not."""
    return "".join(filter(str.isalnum, unescape(text).casefold().replace("&", "and")))


_BY_KEY = {_key(name): name for name in (*SUCCESSORS, *CATEGORIES)}
_PARENTS = {sub: parent for parent, subs in CATEGORIES.items() for sub in subs}


@lru_cache(1024)
def category(text: str) -> Judgement:
    """How a category stands to Apple's list."""
    if text in CATEGORIES:
        return Judgement(Standing.LISTED)
    if text in SUCCESSORS:
        return Judgement(Standing.RETIRED, _renewed(text))
    meant = _BY_KEY.get(_key(text))
    if meant is not None:
        return Judgement(Standing.MISSPELT, f"Write {_written(SUCCESSORS.get(meant, meant))}.")
    if text.strip() in _PARENTS:
        inner = f"It is a subcategory: put it inside an <itunes:category> with {_written(_PARENTS[text.strip()])}."
        return Judgement(Standing.UNKNOWN, inner)
    return Judgement(Standing.UNKNOWN, _suggested(text, CATEGORIES))


@lru_cache(1024)
def subcategory(parent: str, text: str) -> Judgement:
    """How a subcategory stands to the list, in its category; anything does in a category that is unknown itself."""
    outer = parent if parent in CATEGORIES or parent in SUCCESSORS else _BY_KEY.get(_key(parent))
    if outer is None:
        return Judgement(Standing.LISTED)
    outer = SUCCESSORS.get(outer, outer)
    if text in CATEGORIES[outer]:
        return Judgement(Standing.LISTED)
    if (successor := _successor(outer, parent, text)) is not None:
        return Judgement(Standing.RETIRED, _instead(outer, successor))
    meant = {_key(name): name for name in CATEGORIES[outer]}.get(_key(text))
    if meant is not None:
        return Judgement(Standing.MISSPELT, f"Write {_written(meant)}.")
    if text.strip() in _PARENTS:
        return Judgement(Standing.UNKNOWN, f"Put it inside {_written(_PARENTS[text.strip()])}.")
    return Judgement(Standing.UNKNOWN, _suggested(text, CATEGORIES[outer]) or _choice(outer))


def _renewed(text: str) -> str:
    """What to write for a category that was retired; some are subcategories now."""
    inside = f", with {_written(text)} inside" if text in _PARENTS else ""
    return f"Write {_written(SUCCESSORS[text])}{inside}."


def _successor(outer: str, parent: str, text: str) -> str | None:
    """What a retired subcategory became: of the category as written, of its name today, or of that's forerunners."""
    forerunners = (old for old, new in SUCCESSORS.items() if new == outer)
    for name in (parent, outer, *forerunners):
        if text in _RETIRED.get(name, {}):
            return _RETIRED[name][text]
    return None


def _instead(outer: str, successor: str) -> str:
    if not successor:
        return f"Take it out. {_choice(outer)}"
    category_, _, inner = successor.partition(":")
    if inner:
        return f"Write {_written(inner.strip())}, inside {_written(category_)}."
    if successor in CATEGORIES[outer]:
        return f"Write {_written(successor)}."
    return f"Write a category of its own, {_written(successor)}."


def _choice(outer: str) -> str:
    subs = CATEGORIES[outer]
    listed = ", ".join(subs).replace("&", "&amp;")
    return f"There are {listed} in {outer}." if subs else f"{outer} has no subcategories."


def _suggested(text: str, known: Iterable[str]) -> str:
    """The category that was most likely meant; comparing is slow, so only the same first letter is looked at."""
    word = text.strip()
    alike = [name for name in known if name[:1] == word[:1].upper()] if len(word) < 40 else []
    near = suggestion(word, alike) if alike else ""
    return f"Write {_written(near)}." if near else ""


def _written(name: str) -> str:
    """A category as it is typed in XML."""
    return f'text="{name.replace("&", "&amp;")}"'
