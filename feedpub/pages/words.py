"""All words of the pages, by language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the pages in one language; names in braces are put in where they are shown."""

    language: str
    months: tuple[str, ...]
    date: str
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
    other_formats: str
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
    date="{day} {month} {year}",
    subscribe="Subscribe",
    subscribe_how="Everything new comes to the reader or app that you choose. It is free, and needs no account here.",
    listen_how="New episodes come to the podcast app that you choose. It is free, and needs no account here.",
    open_reader="Open in your feed reader",
    any_app="Another podcast app",
    in_apps="Podcast apps",
    in_readers="Feed readers",
    on_the_web="Or in a reader on the web",
    addresses="Or paste the address into any app",
    address_label="Address of the feed in {format}",
    other_formats="Other formats",
    copy="Copy",
    copied="Copied",
    not_copied="Selected",
    scan="Open this page on a phone",
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
    date="{day} {month} {year}",
    subscribe="S’abonner",
    subscribe_how="Les nouveautés arrivent dans le lecteur de votre choix. C’est gratuit et sans compte ici.",
    listen_how="Les nouveaux épisodes arrivent dans l’application de votre choix. C’est gratuit et sans compte ici.",
    open_reader="Ouvrir dans votre lecteur de flux",
    any_app="Une autre application",
    in_apps="Applications de balados",
    in_readers="Lecteurs de flux",
    on_the_web="Ou dans un lecteur en ligne",
    addresses="Ou collez l’adresse dans n’importe quelle application",
    address_label="Adresse du flux en {format}",
    other_formats="Autres formats",
    copy="Copier",
    copied="Copié",
    not_copied="Sélectionné",
    scan="Ouvrir cette page sur un téléphone",
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

SPANISH = Words(
    language="es",
    months=tuple(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905 - easier to read
    ),
    date="{day} de {month} de {year}",
    subscribe="Suscríbase",
    subscribe_how="Todo lo nuevo llega al lector o a la aplicación que elija. Es gratis y sin cuenta aquí.",
    listen_how="Los episodios nuevos llegan a la aplicación que elija. Es gratis y sin cuenta aquí.",
    open_reader="Abrir en su lector de noticias",
    any_app="Otra aplicación",
    in_apps="Aplicaciones de pódcast",
    in_readers="Lectores de noticias",
    on_the_web="O en un lector en la web",
    addresses="O pegue la dirección en cualquier aplicación",
    address_label="Dirección del canal en {format}",
    other_formats="Otros formatos",
    copy="Copiar",
    copied="Copiado",
    not_copied="Seleccionado",
    scan="Abrir esta página en un teléfono",
    code_label="Código QR de la dirección {address}",
    latest="Lo último",
    episodes="Episodios",
    nothing="Aquí todavía no se ha publicado nada.",
    more="{count} más en el canal.",
    photo="Imagen: {credit}",
    play="Escuchar: {title}",
    live="En vivo",
    live_how="Escuchar ahora: {name}",
    more_from="Más de {station}",
    all_of="Todos los canales de {publisher}",
    all_how="Emisoras, secciones y pódcasts que puede seguir en cualquier lector o aplicación.",
    list_file="Todos los canales en un archivo",
    list_how="Importe esta lista (OPML) en su lector y los seguirá todos a la vez.",
    contact="Contacto",
    address="Dirección",
    mailing_address="Dirección postal",
    visit="Visitar {site}",
    season="Temporada {number}",
    episode="Episodio {number}",
    trailer="Avance",
    bonus="Extra",
)

_TABLE = {words.language: words for words in (ENGLISH, FRENCH, SPANISH)}


def words_for(language: str) -> Words:
    """The words for a page in this language (BCP 47): English where nobody has translated them yet."""
    return own_words(language) or ENGLISH


def own_words(language: str) -> Words | None:
    """The words for a page in this language, if somebody has translated them."""
    return _TABLE.get(primary(language))


def is_translated(language: str) -> bool:
    """Whether the words for a page in this language are in it."""
    return own_words(language) is not None


def primary(language: str) -> str:
    """The language of a tag without its script, region and variants (RFC 5646 section 2.2.1)."""
    return language.casefold().partition("-")[0]
