"""All words of the pages, by language; how days are written in it, and which way it is."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the pages in one language; names in braces are put in where they are shown."""

    language: str
    months: tuple[str, ...]
    subscribe: str
    subscribe_how: str
    listen_how: str
    open_reader: str
    any_app: str
    in_apps: str
    in_readers: str
    on_the_web: str
    addresses: str
    address_label: str
    copy: str
    copied: str
    not_copied: str
    scan: str
    code_label: str
    latest: str
    episodes: str
    nothing: str
    more: str
    photo: str
    play: str
    live: str
    live_how: str
    more_from: str
    all_of: str
    all_how: str
    list_file: str
    list_how: str
    contact: str
    address: str
    mailing_address: str
    visit: str
    season: str
    episode: str
    trailer: str
    bonus: str


ENGLISH = Words(
    language="en",
    months=tuple(
        "January February March April May June July August September October November December".split()  # noqa: SIM905 - easier to read
    ),
    subscribe="Subscribe",
    subscribe_how="Everything new comes to the reader or app that you choose. It is free, and needs no account here.",
    listen_how="New episodes come to the podcast app that you choose. It is free, and needs no account here.",
    open_reader="Open in your feed reader",
    any_app="Another podcast app",
    in_apps="Podcast apps",
    in_readers="Feed readers",
    on_the_web="Or in a reader on the web",
    addresses="Or paste an address into any app",
    address_label="Address of the feed in {format}",
    copy="Copy",
    copied="Copied",
    not_copied="Selected",
    scan="Scan it with a phone",
    code_label="QR code of the address {address}",
    latest="Latest",
    episodes="Episodes",
    nothing="Nothing has been published here yet.",
    more="{count} more in the feed.",
    photo="Picture: {credit}",
    play="Play: {title}",
    live="Live",
    live_how="Listen now: {name}",
    more_from="More from {station}",
    all_of="All feeds of {publisher}",
    all_how="Stations, sections and podcasts that you can follow in any reader or app.",
    list_file="All feeds in one file",
    list_how="Import this list (OPML) into your reader, and you follow all of them at once.",
    contact="Contact",
    address="Address",
    mailing_address="Mailing address",
    visit="Visit {site}",
    season="Season {number}",
    episode="Episode {number}",
    trailer="Trailer",
    bonus="Bonus",
)

FRENCH = Words(
    language="fr",
    months=tuple(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905 - easier to read
    ),
    subscribe="S’abonner",
    subscribe_how="Les nouveautés arrivent dans le lecteur de votre choix. C’est gratuit et sans compte ici.",
    listen_how="Les nouveaux épisodes arrivent dans l’application de votre choix. C’est gratuit et sans compte ici.",
    open_reader="Ouvrir dans votre lecteur de flux",
    any_app="Une autre application",
    in_apps="Applications de balados",
    in_readers="Lecteurs de flux",
    on_the_web="Ou dans un lecteur en ligne",
    addresses="Ou collez une adresse dans n’importe quelle application",
    address_label="Adresse du flux en {format}",
    copy="Copier",
    copied="Copié",
    not_copied="Sélectionné",
    scan="À scanner avec un téléphone",
    code_label="Code QR de l’adresse {address}",
    latest="À la une",
    episodes="Épisodes",
    nothing="Rien n’a encore été publié ici.",
    more="{count} de plus dans le flux.",
    photo="Image : {credit}",
    play="Écouter : {title}",
    live="En direct",
    live_how="Écouter maintenant : {name}",
    more_from="Autres flux de {station}",
    all_of="Tous les flux de {publisher}",
    all_how="Les stations, rubriques et balados à suivre dans n’importe quel lecteur ou application.",
    list_file="Tous les flux en un fichier",
    list_how="Importez cette liste (OPML) dans votre lecteur pour les suivre tous d’un coup.",
    contact="Contact",
    address="Adresse",
    mailing_address="Adresse postale",
    visit="Visiter {site}",
    season="Saison {number}",
    episode="Épisode {number}",
    trailer="Bande-annonce",
    bonus="Bonus",
)

_TABLE = {words.language: words for words in (ENGLISH, FRENCH)}


def words_for(language: str) -> Words:
    """The words for a page in this language (BCP 47): English where nobody has translated them yet."""
    return _TABLE.get(_primary(language), ENGLISH)


def is_translated(language: str) -> bool:
    """Whether the words for a page in this language are in it."""
    return _primary(language) in _TABLE


def day(instant: datetime, language: str) -> str:
    """The day of an instant as this language writes it; as ISO 8601 does where nobody has said how."""
    words = _TABLE.get(_primary(language))
    if words is None:
        return f"{instant:%Y-%m-%d}"
    month = words.months[instant.month - 1]
    if language.casefold() in _MONTH_FIRST:
        return f"{month} {instant.day}, {instant.year}"
    first = "1er" if words is FRENCH and instant.day == 1 else str(instant.day)
    return f"{first} {month} {instant.year}"


_MONTH_FIRST = {"en", "en-us", "en-ca", "en-ph"}


def clock(seconds: int) -> str:
    """How long something takes, as players show it: 4:05, 1:00:09."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def direction(language: str) -> str:
    """Which way a language is written, as HTML's `dir` has it; a script in its tag decides (RFC 5646 section 2.2.3)."""
    for part in language.casefold().split("-")[1:]:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _SCRIPTS_TO_THE_LEFT else "ltr"
    return "rtl" if _primary(language) in _LANGUAGES_TO_THE_LEFT else "ltr"


_LANGUAGES_TO_THE_LEFT = frozenset("ar arc arz ckb dv fa he iw ji mzn nqo pnb ps sd syr ug ur yi".split())  # noqa: SIM905 - easier to read
_SCRIPTS_TO_THE_LEFT = frozenset("adlm arab aran hebr nkoo rohg syrc thaa".split())  # noqa: SIM905 - easier to read


def _primary(language: str) -> str:
    return language.casefold().partition("-")[0]
