"""Elements of HTML that readers drop, or that do harm."""

from feedpub.problem import Severity
from feedpub.rules.html.gather import Tag, element_rule, foreign_rule
from feedpub.rules.html.links import runs_program
from feedpub.rules.rule import Basis, Fault
from feedpub.rules.values import words
from feedpub.rules.values.addresses import parts_of

_XSS = "HTML; OWASP, XSS"


@element_rule("h-script", Severity.ERROR, _XSS, "Take it out, as readers do.", on=("script",))
def _script(tag: Tag) -> Fault | None:
    """Content contains no script."""
    return None if tag.foreign else Fault("There is a script in the content, which no reader runs.")


_DROPPED = {
    **dict.fromkeys(("embed", "object", "applet", "bgsound"), "runs a plug-in, which no reader has"),
    **dict.fromkeys(("meta", "link", "base", "style", "basefont"), "would change the page around the content"),
    **dict.fromkeys(("html", "head", "body", "title"), "belongs to a whole page; content is a part of one"),
    **dict.fromkeys(("frame", "frameset", "noframes"), "belongs to a page of frames"),
    **dict.fromkeys(("noscript", "template", "slot", "dialog"), "is for scripts, which no reader runs"),
}


@element_rule(
    "h-element", Severity.WARNING, "OWASP, XSS; W3C, What does an unsafe element mean", "Take it out.", on=_DROPPED
)
def _dropped(tag: Tag) -> Fault | None:
    """Content has no element that readers remove as unsafe."""
    return None if tag.foreign else Fault(f"<{tag.name}> {_DROPPED[tag.name]}; readers take it out.")


@element_rule(
    "h-obsolete",
    Severity.WARNING,
    "HTML Living Standard section 16.2",
    "Take it out, or use a current element.",
    on=words("blink listing marquee noembed param plaintext xmp"),
    basis=Basis.SPEC,
)
def _of_today(tag: Tag) -> Fault | None:
    """Content has no obsolete HTML element that readers remove."""
    return None if tag.foreign else Fault(f"<{tag.name}> is no longer part of HTML; readers remove it.")


_PLAYERS = words("""
    youtube.com youtube-nocookie.com vimeo.com dailymotion.com twitch.tv ted.com tiktok.com facebook.com instagram.com
    soundcloud.com spotify.com apple.com bandcamp.com mixcloud.com audioboom.com acast.com art19.com buzzsprout.com
    libsyn.com megaphone.fm simplecast.com transistor.fm podbean.com spreaker.com iheart.com npr.org prx.org bbc.co.uk
    archive.org wikimedia.org brightcove.net jwplayer.com jwplatform.com kaltura.com wistia.net google.com
    datawrapper.de dwcdn.net flourish.studio documentcloud.org giphy.com scribd.com slideshare.net codepen.io
    openstreetmap.org arcgis.com
""")
"""Sites whose players and maps are embedded; many readers let them be."""


def _is_player(tag: Tag) -> bool:
    host = (parts_of(tag.attributes.get("src", "")).host or "").lower()
    return any(host == site or host.endswith(f".{site}") for site in _PLAYERS)


@element_rule("h-iframe", Severity.WARNING, "OWASP, XSS", "Link to the page instead.", on=("iframe",))
def _frame(tag: Tag) -> Fault | None:
    """Content embeds no other page."""
    return None if _is_player(tag) else Fault("There is another page in a frame, which many readers take out.")


@element_rule("h-player", Severity.INFO, "OWASP, XSS", "Put a link to it beside the player.", on=("iframe",))
def _player(tag: Tag) -> Fault | None:
    """Content does not depend on an embedded player or map."""
    if not _is_player(tag):
        return None
    return Fault(f"Some readers do not show the player or map of {parts_of(tag.attributes['src']).host}.")


@element_rule(
    "h-form",
    Severity.WARNING,
    "HTML; OWASP",
    "Link to the page with the form.",
    on=words("form input button select textarea keygen isindex"),
)
def _form(_tag: Tag) -> Fault | None:
    """Content has no form or form control."""
    return Fault("There is a form or form control in the content; readers remove it.")


@element_rule(
    "h-alt",
    Severity.INFO,
    "WCAG 1.1.1",
    'Describe it in alt="…", or write alt="" if it is only decoration.',
    on=("img",),
)
def _described(tag: Tag) -> Fault | None:
    """An image has a description for those who cannot see it."""
    if "alt" in tag.attributes or _is_tiny(tag):
        return None
    return Fault("An image has no description.")


@element_rule("h-tracker", Severity.INFO, "privacy", "Take it out.", on=("img",))
def _not_tracked(tag: Tag) -> Fault | None:
    """No image is there only to track readers."""
    return Fault("There is a one-pixel image, used to track readers.") if _is_tiny(tag) else None


_TINY = {"0", "1", "0px", "1px"}


def _is_tiny(tag: Tag) -> bool:
    attributes = tag.attributes
    if attributes.get("width") in _TINY and attributes.get("height") in _TINY:
        return True
    if "style" not in attributes:
        return False
    style = "".join(attributes["style"].lower().split()) + ";"
    return any(f"width:{size};" in style for size in _TINY) and any(f"height:{size};" in style for size in _TINY)


@foreign_rule("h-svg", Severity.ERROR, _XSS, "Take it out, or show the drawing as an image.")
def _active_drawing(tag: Tag) -> Fault | None:
    """No drawing (SVG) or formula in content runs a script."""
    if tag.name in {"script", "handler", "listener"}:
        return Fault("There is a script in a drawing.")
    for key, value in tag.attributes.items():
        if key.startswith("on") and len(key) > 2 and key.isalpha():
            return Fault(f"The attribute {key} contains a script in a drawing.")
        if key in {"href", "xlink:href", "src", "action", "to", "from", "values", "by"} and runs_program(value):
            return Fault(f"A link in a drawing runs a script: “{value.strip()[:40]}”.")
    return None
