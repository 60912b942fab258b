"""What the pages are made of: plain data, which making.py and placing.py hand over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Self

from feedpub.model.feed import Channel, Feed
from feedpub.model.newsroom import Publisher, Station
from feedpub.model.parts import Address, Stream

FILE = "index.html"
"""What a page is called. Links name it in full, for not every object store serves it for its folder."""


def address_of(folder: str) -> str:
    """Where the page of a folder is served; the folder's address has a slash at its end."""
    return f"{folder}{FILE}"


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody can be reached."""

    name: str
    phone: str | None = None
    email: str | None = None
    address: Address | None = None
    mailing_address: Address | None = None
    call_sign: str | None = None
    """A station's, if its name does not contain it."""

    @classmethod
    def of(cls, shared: Station | Publisher, name: str) -> Self:
        """What a station or a publisher says of itself."""
        sign = shared.call_sign if isinstance(shared, Station) else None
        shown = sign if sign and sign not in name else None
        return cls(name, shared.phone, shared.email, shared.address, shared.mailing_address, shown)

    def without(self, other: Self) -> Self:
        """What of it is not the other's too."""
        return replace(
            self,
            phone=self.phone if self.phone != other.phone else None,
            email=self.email if self.email != other.email else None,
            address=self.address if self.address != other.address else None,
            mailing_address=self.mailing_address if self.mailing_address != other.mailing_address else None,
        )

    @property
    def says_something(self) -> bool:
        """Whether there is any way to reach them, or a call sign."""
        return any((self.phone, self.email, self.address, self.mailing_address, self.call_sign))

    @property
    def dialled(self) -> str | None:
        """The phone number as a tel: link has it (RFC 3966 section 3); None if more than a number is written."""
        if self.phone is None or not _NUMBER.fullmatch(self.phone):
            return None
        return re.sub(r"[^\d+]", "", self.phone)


_NUMBER = re.compile(r"\+?[\d\s().\-–/]+")


def lines(address: Address) -> Iterator[str]:
    """A postal address line by line."""
    yield address.street
    yield " ".join(filter(None, (address.city + ("," if address.region else ""), address.region, address.postal_code)))
    if address.country:
        yield address.country


def contacts(station: Station, publisher: Publisher | None) -> tuple[Contact, ...]:
    """How to reach a station and then its publisher; what is the same is the publisher's."""
    own = Contact.of(station, station.title)
    if publisher is None:
        return (own,) if own.says_something else ()
    owner = Contact.of(publisher, publisher.legal_name or publisher.name)
    return tuple(contact for contact in (own.without(owner), owner) if contact.says_something)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """The page of one feed: days are those of the zone; `channels` are all of the station, the main one first.

    `publisher` is the name of the list of all stations, and `publisher_folder` the address of its folder.
    """

    feed: Feed
    zone: tzinfo
    channels: tuple[Channel, ...]
    streams: tuple[Stream, ...] = ()
    contacts: tuple[Contact, ...] = ()
    publisher: str | None = None
    publisher_folder: str = ""

    @classmethod
    def of(cls, feed: Feed, channels: tuple[Channel, ...], station: Station, publisher: Publisher | None) -> Self:
        """The page of a station's feed; `channels` are those with a page of their own, the station's first."""
        return cls(
            feed=feed,
            zone=station.timezone,
            channels=channels,
            streams=station.streams,
            contacts=contacts(station, publisher),
            publisher=publisher.name if publisher else None,
            publisher_folder=publisher.feeds_url if publisher else "",
        )


@dataclass(frozen=True, slots=True)
class PublisherPage:
    """The list of all stations: each as its channels, the main one first. `folder` is the address of that of all feeds,
    and `list_file` the name of the file with the same list for readers."""

    name: str
    folder: str
    language: str
    stations: tuple[tuple[Channel, ...], ...]
    list_file: str
    link: str | None = None
    contact: Contact | None = None
    copyright: str | None = None

    @classmethod
    def of(cls, publisher: Publisher, stations: tuple[tuple[Channel, ...], ...], list_file: str) -> Self:
        """The page of a publisher; there is at least one station."""
        contact = Contact.of(publisher, publisher.legal_name or publisher.name)
        return cls(
            name=publisher.name,
            folder=publisher.feeds_url,
            language=publisher.language or stations[0][0].language,
            stations=stations,
            list_file=list_file,
            link=publisher.link,
            contact=contact if contact.says_something else None,
            copyright=publisher.copyright,
        )
