"""Who is heard: `podcast:person`, the same of a show, of an episode and of a live event (podcastindex.org, person)."""

from lxml import etree

from feedpub.formats.namespaces.extension import Extension
from feedpub.model.podcasting import Contributor


def add_persons(extension: Extension, parent: etree._Element, persons: tuple[Contributor, ...]) -> None:
    """Append them; a role or group that is not said is host and cast."""
    for person in persons:
        attributes = {"role": person.role, "group": person.group, "img": person.image, "href": person.url}
        extension.add(parent, "person", person.name, **attributes)
