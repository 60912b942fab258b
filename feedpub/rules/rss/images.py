"""The image of a channel, and the text input that hardly any reader shows."""

from collections.abc import Iterator

from feedpub.problem import Severity
from feedpub.rules.grammar import rule
from feedpub.rules.rss.shapes import IMAGE, TEXT_INPUT
from feedpub.rules.rule import Finding
from feedpub.rules.tree import Element
from feedpub.rules.values import words
from feedpub.rules.values.media_types import ending_of

_SPEC = "RSS 2.0, image"
_OTHER_PICTURES = words("ai avif bmp eps heic heif ico jxl pdf psd svg svgz tif tiff webp")


@rule("r-image-same", Severity.WARNING, f"{_SPEC}; RSS Profile, image", "Copy it from the channel.", on=IMAGE)
def _image_is_of_its_channel(image: Element) -> Iterator[Finding]:
    """A channel's image has the same title and link as the channel."""
    for name in ("title", "link"):
        own = image.parent.value(name) if image.parent is not None else ""
        element = image.child(name)
        if element is None or not own or not element.text.strip():
            continue
        if element.text.strip().rstrip("/") != own.rstrip("/"):
            yield Finding(
                element, f"The {name} of the image is not that of the channel, “{own[:60]}”.", f"Write {own[:200]}"
            )


@rule("r-image-format", Severity.WARNING, _SPEC, "Publish it as PNG, JPEG or GIF.", on=IMAGE)
def _image_is_shown(image: Element) -> Iterator[Finding]:
    """The image of a channel is a GIF, JPEG or PNG."""
    url = image.child("url")
    if url is not None and (ending := ending_of(url.text.strip())) in _OTHER_PICTURES:
        yield Finding(url, f"The image is of the kind {ending.upper()}, which many readers do not show.")


@rule(
    "r-text-input", Severity.WARNING, "RSS Profile, textInput", "Take it out, or link to a search page.", on=TEXT_INPUT
)
def _nothing_to_type_in(text_input: Element) -> Iterator[Finding]:
    """A channel has no textInput, which readers ignore."""
    yield Finding(text_input, "Readers do not show a textInput, so nobody can type anything into it.")
