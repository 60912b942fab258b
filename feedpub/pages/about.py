"""What a page tells machines about itself: schema.org in JSON-LD, and the sizes and names of OpenGraph."""

import json
from collections.abc import Iterable

from feedpub.formats import files
from feedpub.model.feed import Channel, Picture
from feedpub.model.parts import Address
from feedpub.pages.page import Contact, FeedPage, PublisherPage, address_of

Node = dict[str, object]


def as_json_ld(node: Node) -> str:
    """A node as the text of a script element, which nothing in it can end (HTML section 4.12.1.3)."""
    text = json.dumps({"@context": "https://schema.org"} | node, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def of_feed(page: FeedPage, links: Iterable[tuple[str, str]]) -> Node:
    """A feed's page: a podcast, or a list of the articles in it; `links` are their titles and addresses."""
    channel, main = page.feed.channel, page.channels[0]
    node: Node = {
        "@type": "PodcastSeries" if channel.podcast else "CollectionPage",
        "name": channel.title,
        "description": channel.description,
        "url": address_of(channel.url),
        "inLanguage": channel.language,
        "image": picture.url if (picture := portrait(channel)) else None,
    }
    if channel.podcast:
        node |= {"webFeed": files.RSS.url(channel), "sameAs": channel.link}
        node["author"] = {"@type": "Organization", "name": channel.podcast.author}
    else:
        items = [
            {"@type": "ListItem", "position": index, "url": url, "name": title}
            for index, (title, url) in enumerate(links, 1)
        ]
        node["mainEntity"] = {"@type": "ItemList", "itemListElement": items} if items else None
    own = next((contact for contact in page.contacts if contact.name == main.title), None)
    node["publisher"] = _organization(main.title, main.link, main.logo, own)
    return _present(node)


def of_publisher(page: PublisherPage) -> Node:
    """The list of all stations."""
    stations = [{"@type": "Organization", "name": main.title, "url": main.link} for main, *_ in page.stations]
    owner = _organization(page.name, page.link, None, page.contact)
    about = owner | {"subOrganization": stations}
    return _present({"@type": "CollectionPage", "name": page.name, "url": address_of(page.folder), "about": about})


def _organization(name: str, link: str | None, logo: Picture | None, contact: Contact | None) -> Node:
    return _present(
        {
            "@type": "Organization",
            "name": name,
            "url": link,
            "logo": logo.url if logo else None,
            "telephone": contact.phone if contact else None,
            "email": contact.email if contact else None,
            "address": _address(contact.address) if contact and contact.address else None,
        }
    )


def _address(address: Address) -> Node:
    return _present(
        {
            "@type": "PostalAddress",
            "streetAddress": address.street,
            "addressLocality": address.city,
            "addressRegion": address.region,
            "postalCode": address.postal_code,
            "addressCountry": address.country,
        }
    )


def _present(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}


def portrait(channel: Channel) -> Picture | None:
    """The picture that stands for a channel: a show's artwork, else the station's logo or icon."""
    return channel.icon if channel.podcast else channel.logo or channel.icon


def locale(language: str) -> str | None:
    """A language as OpenGraph has it, such as en_US; None if it names no country (https://ogp.me/#optional)."""
    parts = language.split("-")
    return f"{parts[0]}_{parts[1].upper()}" if len(parts) == 2 and len(parts[1]) == 2 else None
