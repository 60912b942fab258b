"""Styles in content: what could cover the page around it, fetch something, or is no CSS at all."""

import re
from functools import lru_cache

from feedpub.problem import Severity
from feedpub.rules.html.gather import attribute_rule
from feedpub.rules.patterns import pattern
from feedpub.rules.rule import Fault
from feedpub.rules.values import words

_PROPERTIES = words("""
    accent-color align-content align-items align-self alignment-baseline all animation animation-composition
    animation-delay animation-direction animation-duration animation-fill-mode animation-iteration-count
    animation-name animation-play-state animation-range animation-timeline animation-timing-function appearance
    aspect-ratio azimuth backdrop-filter backface-visibility background background-attachment background-blend-mode
    background-clip background-color background-image background-origin background-position background-position-x
    background-position-y background-repeat background-size baseline-shift block-size border border-block
    border-block-color border-block-end border-block-end-color border-block-end-style border-block-end-width
    border-block-start border-block-start-color border-block-start-style border-block-start-width border-block-style
    border-block-width border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius
    border-bottom-style border-bottom-width border-collapse border-color border-end-end-radius border-end-start-radius
    border-image border-image-outset border-image-repeat border-image-slice border-image-source border-image-width
    border-inline border-inline-color border-inline-end border-inline-end-color border-inline-end-style
    border-inline-end-width border-inline-start border-inline-start-color border-inline-start-style
    border-inline-start-width border-inline-style border-inline-width border-left border-left-color border-left-style
    border-left-width border-radius border-right border-right-color border-right-style border-right-width
    border-spacing border-start-end-radius border-start-start-radius border-style border-top border-top-color
    border-top-left-radius border-top-right-radius border-top-style border-top-width border-width bottom
    box-decoration-break box-shadow box-sizing break-after break-before break-inside caption-side caret caret-color
    clear clip clip-path clip-rule color color-adjust color-interpolation color-interpolation-filters color-scheme
    column-count column-fill column-gap column-rule column-rule-color column-rule-style column-rule-width column-span
    column-width columns contain contain-intrinsic-height contain-intrinsic-size contain-intrinsic-width container
    container-name container-type content content-visibility counter-increment counter-reset counter-set cue cue-after
    cue-before cursor cx cy d direction display dominant-baseline elevation empty-cells field-sizing fill fill-opacity
    fill-rule filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float flood-color
    flood-opacity font font-display font-family font-feature-settings font-kerning font-language-override
    font-optical-sizing font-palette font-size font-size-adjust font-smooth font-stretch font-style font-synthesis
    font-synthesis-small-caps font-synthesis-style font-synthesis-weight font-variant font-variant-alternates
    font-variant-caps font-variant-east-asian font-variant-emoji font-variant-ligatures font-variant-numeric
    font-variant-position font-variation-settings font-weight font-width forced-color-adjust gap grid grid-area
    grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-end grid-column-gap grid-column-start
    grid-gap grid-row grid-row-end grid-row-gap grid-row-start grid-template grid-template-areas grid-template-columns
    grid-template-rows hanging-punctuation height hyphenate-character hyphenate-limit-chars hyphens image-orientation
    image-rendering initial-letter inline-size inset inset-block inset-block-end inset-block-start inset-inline
    inset-inline-end inset-inline-start isolation justify-content justify-items justify-self left letter-spacing
    lighting-color line-break line-clamp line-height line-height-step list-style list-style-image list-style-position
    list-style-type margin margin-block margin-block-end margin-block-start margin-bottom margin-inline
    margin-inline-end margin-inline-start margin-left margin-right margin-top margin-trim marker marker-end marker-mid
    marker-start mask mask-border mask-clip mask-composite mask-image mask-mode mask-origin mask-position mask-repeat
    mask-size mask-type math-depth math-style max-block-size max-height max-inline-size max-width min-block-size
    min-height min-inline-size min-width mix-blend-mode object-fit object-position offset offset-anchor offset-distance
    offset-path offset-position offset-rotate opacity order orphans outline outline-color outline-offset outline-style
    outline-width overflow overflow-anchor overflow-block overflow-clip-margin overflow-inline overflow-wrap
    overflow-x overflow-y overscroll-behavior overscroll-behavior-x overscroll-behavior-y padding padding-block
    padding-block-end padding-block-start padding-bottom padding-inline padding-inline-end padding-inline-start
    padding-left padding-right padding-top page page-break-after page-break-before page-break-inside paint-order pause
    pause-after pause-before perspective perspective-origin pitch pitch-range place-content place-items place-self
    play-during pointer-events position print-color-adjust quotes r resize rest rest-after rest-before richness right
    rotate row-gap ruby-align ruby-overhang ruby-position rx ry scale scroll-behavior scroll-margin scroll-padding
    scroll-snap-align scroll-snap-stop scroll-snap-type scrollbar-color scrollbar-gutter scrollbar-width
    shape-image-threshold shape-margin shape-outside shape-rendering size speak speak-as speak-header speak-numeral
    speak-punctuation speech-rate src stop-color stop-opacity stress stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width tab-size table-layout text-align
    text-align-all text-align-last text-anchor text-autospace text-box text-combine-upright text-decoration
    text-decoration-color text-decoration-line text-decoration-skip text-decoration-skip-ink text-decoration-style
    text-decoration-thickness text-emphasis text-emphasis-color text-emphasis-position text-emphasis-style text-indent
    text-justify text-orientation text-overflow text-rendering text-shadow text-size-adjust text-spacing-trim
    text-transform text-underline-offset text-underline-position text-wrap text-wrap-mode text-wrap-style top
    touch-action transform transform-box transform-origin transform-style transition transition-behavior
    transition-delay transition-duration transition-property transition-timing-function translate unicode-bidi
    user-select vector-effect vertical-align view-transition-name visibility voice-balance voice-duration voice-family
    voice-pitch voice-range voice-rate voice-stress voice-volume volume white-space white-space-collapse
    white-space-trim widows width will-change word-break word-spacing word-wrap writing-mode x y z-index zoom
""")
"""Properties of CSS, those of its levels 2 to 4 and old ones."""

_VENDORS = ("-webkit-", "-moz-", "-ms-", "-o-", "-apple-", "-epub-", "--")
_DECLARATION = pattern(r"""(?:[^;"'(]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|\([^)]*+(?:\)|\Z))++""")
_COMMENT = pattern(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIZED = pattern(r"(?:margin|padding|width|height|min-|max-|top|right|bottom|left|inset|text-indent|border|font|"
                    r"outline|letter-|word-|line-|block-|inline-|translate|scale|zoom)")  # fmt: skip
_LENGTH = pattern(r"(?<![\w.#-])(-?)\+?([0-9]*+(?:\.[0-9]++)?)(?:[eE][0-9]++)?([a-zA-Z]*+|%)")
_LIMITS = {"px": 2500, "pt": 1900, "pc": 160, "in": 26, "cm": 66, "mm": 660, "q": 2640, "em": 160, "rem": 160,
           "ex": 320, "ch": 320, "%": 400, "vw": 100, "vh": 100, "vmin": 100, "vmax": 100}  # fmt: skip
"""The greatest sizes that a screen has room for, by their units."""
_FETCHES = pattern(r"url\s*\(|image-set\s*\(|@import", re.IGNORECASE)
_RUNS = pattern(r"expression\s*\(|javascript\s*:|vbscript\s*:", re.IGNORECASE)


@attribute_rule("h-style", Severity.WARNING, "CSS 2.2; OWASP, XSS", "Take it out of the style.", on=("style",))
def _harmless(value: str) -> Fault | None:
    """A style in content is CSS that says how its text looks; it covers nothing else and fetches nothing."""
    message = _harm(value)
    return Fault(message) if message else None


@lru_cache(2048)
def _harm(style: str) -> str:
    """What is wrong with a style; empty if nothing is."""
    if "/*" in style or "\\" in style:
        style = _plainly_written(style)
    for declaration in _DECLARATION.findall(style):
        name, colon, value = declaration.partition(":")
        if not colon and name.strip():
            return f"“{name.strip()[:40]}” is not CSS, which has a property, a colon and a value."
        if message := _declaration(name.strip().lower(), value.strip().lower()):
            return message
    return ""


def _plainly_written(style: str) -> str:
    """A style without the comments and escapes that could hide what it says (CSS Syntax section 4.3.7)."""
    style = _COMMENT.sub("", style)
    return re.sub(r"\\([0-9A-Fa-f]{1,6})\s?|\\(.)", lambda found: _unescaped(found.group(1), found.group(2)), style)


def _unescaped(digits: str | None, character: str | None) -> str:
    if digits is None:
        return character or ""
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else ""


def _declaration(name: str, value: str) -> str:
    if not value:
        return ""
    if _RUNS.search(value) or name in {"behavior", "-moz-binding", "-ms-behavior"}:
        return f"The style “{name[:40]}” runs a script."
    if name.startswith("mso-"):
        return f"“{name[:40]}” is from Microsoft Word, and not CSS."
    if name not in _PROPERTIES and not name.startswith(_VENDORS):
        return f"CSS has no property “{name[:40]}”."
    if name == "position" and value.split()[:1] not in (["static"], ["inherit"], ["initial"], ["unset"]):
        return f"“position: {value[:40]}” moves the text out of its place, where it may cover something else."
    if _FETCHES.search(value):
        return f"The style “{name}” fetches a file, which readers do not show, and which can track them."
    if _SIZED.match(name) and _is_out_of_bounds(name, value):
        return f"“{name}: {value[:40]}” is larger than any screen."
    return ""


def _is_out_of_bounds(name: str, value: str) -> bool:
    for sign, number, unit in _LENGTH.findall(value):
        limit = _LIMITS.get(unit)
        if limit is None or not number:
            continue
        if float(number) > limit or (sign and float(number) * 4 > limit and not name.startswith("letter")):
            return True
    return False
