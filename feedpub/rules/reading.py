"""Bytes to a tree, in one pass of expat, with nothing fetched, expanded or guessed.

A document that declares entities, nests too deep or is too large is refused before it costs memory; one that is not
well-formed is one problem with its place.
"""

import codecs
from xml.parsers import expat

from feedpub.rules.patterns import pattern
from feedpub.rules.tree import Declaration, Document, Element

MAX_BYTES = 100 * 2**20
"""Far more than any reader takes; the largest archives of podcasts have about 30 MB."""
MAX_TEXT = 10 * 2**20
"""Characters of one element's text: a book has a million."""
HEAD = 4096
"""Bytes in which a document has said what it is."""
MAX_DEPTH = 100
MAX_ELEMENTS = 2_000_000


class UnreadableFeedError(Exception):
    """The document cannot be understood as XML: the code of the rule, the words, and the offset in `content`."""

    def __init__(self, code: str, message: str, fix: str, content: bytes, offset: int) -> None:
        self.code, self.message, self.fix, self.content, self.offset = code, message, fix, content, offset
        super().__init__(message)


_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be",
         codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}  # fmt: skip
_DECLARATION = pattern(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["'][^>]*\?>""")
_ANY_ENCODING = pattern(rb"[A-Za-z][A-Za-z0-9._-]*\Z")


_BEFORE_JSON = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""Bytes that may stand before the first brace: byte order marks, white space, and halves of UTF-16."""


def looks_like_json(raw: bytes) -> bool:
    """Whether the first character of a document is the brace or bracket that JSON begins with."""
    return raw[:HEAD].lstrip(_BEFORE_JSON)[:1] in {b"{", b"["}


def read_xml(raw: bytes, file: str, url: str | None = None) -> Document:
    """Read the bytes of a feed; `file` is the name that places carry. Raises UnreadableFeedError."""
    if len(raw) > MAX_BYTES:
        message = f"The feed is {_mb(len(raw))}; the limit is {_mb(MAX_BYTES)}."
        raise UnreadableFeedError("x-too-large", message, "Put fewer items into it.", b"", 0)
    try:
        content, encoding, declared = _in_utf8(raw)
        builder = _Builder(content)
        root = builder.build()
    except UnreadableFeedError as error:
        from feedpub.rules.malformed import no_feed  # noqa: PLC0415 - only needed when something is wrong

        told = no_feed(raw)
        if told is None:
            raise
        raise UnreadableFeedError(*told) from error
    return Document(file, content, root, builder.declarations, encoding, declared, url, builder.doctype)


def _mb(size: int) -> str:
    return f"{size / 2**20:.1f} MB"


def _in_utf8(raw: bytes) -> tuple[bytes, str, str | None]:
    """The document in UTF-8 without a byte order mark, the encoding that it was in, and the one that it declares.

    The order of belief is that of XML 1.0 appendix F: a byte order mark, then the declaration, then UTF-8.
    """
    bom, encoding = next(((bom, name) for bom, name in _BOMS.items() if raw.startswith(bom)), (b"", ""))
    body = raw[len(bom) :]
    if not encoding:
        encoding = _encoding_without_mark(body)
    found = _DECLARATION.match(body if encoding == "utf-8" else body[:400].replace(b"\0", b""))
    declared = found.group(1).decode("ascii", "replace") if found else None
    if declared is not None and not bom and encoding == "utf-8":
        encoding = _known_encoding(declared, body)
    elif not _is_said(encoding, declared, bom):
        message = f"The feed is in {encoding.upper()}, but {_declaration_of(declared)}."
        raise UnreadableFeedError(
            "x-encoding", message, "Save it as UTF-8.", body.decode(encoding, "replace").encode(), 0
        )
    if encoding == "utf-8":
        _check_utf8(body)
        return body, encoding, declared
    try:
        return body.decode(encoding).encode(), encoding, declared
    except UnicodeError as error:
        message = f"The feed says that it is in {declared or encoding}, but some of its bytes are not."
        offset = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise UnreadableFeedError("x-encoding", message, "Save it as UTF-8.", body, offset) from error


def _encoding_without_mark(body: bytes) -> str:
    for start, encoding in ((b"\0<", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\x4c\x6f\xa7\x94", "cp037")):
        if body.startswith(start):
            return encoding
    return "utf-8"


def _is_said(encoding: str, declared: str | None, bom: bytes) -> bool:
    """Whether a document, by its first bytes, is in the encoding that it says (XML 1.0 section 4.3.3)."""
    if declared is None:  # EBCDIC is recognized by its declaration, which is EBCDIC itself
        return bool(bom) or encoding in {"utf-8", "cp037"}
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return declared.upper() in _UCS.get(encoding[:6], ())
    return name in {encoding, encoding.removesuffix("-le").removesuffix("-be")}


_UCS = {"utf-16": ("ISO-10646-UCS-2", "CSUNICODE", "UCS-2"), "utf-32": ("ISO-10646-UCS-4", "CSUCS4", "UCS-4")}


def _declaration_of(declared: str | None) -> str:
    return "does not say so" if declared is None else f"its XML declaration says {declared[:40]}"


def _known_encoding(declared: str, body: bytes) -> str:
    """Python's name for an encoding that a declaration names."""
    try:
        found = codecs.lookup(declared) if _ANY_ENCODING.match(declared.encode("ascii", "replace")) else None
    except LookupError:
        found = None
    if found is None or not found._is_text_encoding or found.name.startswith(("utf-16", "utf-32", "idna", "punycode")):  # noqa: SLF001 - the only way to tell base64 from an encoding of text
        message = f"The XML declaration says “{declared[:40]}”: there is no such encoding, or the feed is not in it."
        offset = body.find(declared.encode("ascii", "replace"))
        raise UnreadableFeedError("x-encoding", message, 'Write encoding="UTF-8".', body, max(offset, 0))
    return found.name


def _check_utf8(body: bytes) -> None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = body[error.start]
        message = f"The byte 0x{byte:02X} is not UTF-8."
        guess = bytes([byte]).decode("windows-1252", "ignore")
        if guess:
            message += f" In Windows-1252 it is “{guess}”."
        fix = "Save the feed as UTF-8, or say in its XML declaration which encoding it is in."
        raise UnreadableFeedError("x-encoding", message, fix, body, error.start) from error


class _Builder:
    """Builds the tree from expat's events."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.declarations: list[Declaration] = []
        self.doctype: int | None = None
        self._roots: list[Element] = []

    def build(self) -> Element:
        parser = self._parser()
        try:
            parser.Parse(self.content, True)  # noqa: FBT003 - expat takes no keyword
        except expat.ExpatError as error:
            raise self._malformed(error, parser.ErrorByteIndex) from error
        [root] = self._roots
        root.parent = None
        return root

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.buffer_size = 2**18
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartNamespaceDeclHandler = lambda prefix, uri: self.declarations.append(
            Declaration(prefix or "", uri or "", parser.CurrentByteIndex)
        )
        self._grow_tree(parser)
        self._refuse_entities(parser)
        return parser

    def _grow_tree(self, parser: expat.XMLParserType) -> None:
        """Let the parser build the tree; functions in a function cost less than methods, and are called most of all."""
        current = Element("", {}, 0, None)
        children = self._roots
        around: list[list[Element]] = []
        pieces: list[str] = []
        mixed: dict[Element, list[str]] = {}
        room = MAX_ELEMENTS

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal current, children, room
            if pieces and (len(pieces) > 1 or not pieces[0].isspace()):
                mixed.setdefault(current, []).append("".join(pieces))
            pieces.clear()
            current = Element(tag, attributes, parser.CurrentByteIndex, current)
            children.append(current)
            around.append(children)
            children = []
            room -= 1
            if room < 0 or len(around) > MAX_DEPTH:
                raise self._too_many(len(around), current.offset)

        def end(_tag: str) -> None:
            nonlocal current, children
            if mixed and current in mixed:
                pieces[:0] = mixed.pop(current)
            if pieces:
                current.text = text = "".join(pieces)
                pieces.clear()
                if len(text) > MAX_TEXT:
                    raise self._too_large(f"<{current.name}> has more than {MAX_TEXT:,} characters.", current.offset)
            if children:
                current.children = children
            children = around.pop()
            if current.parent is not None:
                current = current.parent

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = pieces.append

    def _refuse_entities(self, parser: expat.XMLParserType) -> None:
        def doctype(*_: object) -> None:
            self.doctype = parser.CurrentByteIndex

        def entity(name: str, *_: object) -> None:
            message = f"The feed declares an entity, “{name[:40]}”; readers do not expand it, or refuse the feed."
            fix = "Take out the DOCTYPE, and write the text itself."
            raise UnreadableFeedError("x-entity", message, fix, self.content, parser.CurrentByteIndex)

        parser.StartDoctypeDeclHandler = doctype
        parser.EntityDeclHandler = entity

    def _too_many(self, depth: int, offset: int) -> UnreadableFeedError:
        if depth <= MAX_DEPTH:
            return self._too_large(f"The feed has more than {MAX_ELEMENTS:,} elements.", offset)
        message = f"Elements are nested more than {MAX_DEPTH} levels deep here; no feed needs that."
        return UnreadableFeedError("x-too-deep", message, "Close the elements above it.", self.content, offset)

    def _too_large(self, message: str, offset: int) -> UnreadableFeedError:
        return UnreadableFeedError("x-too-large", message, "Shorten it.", self.content, offset)

    def _malformed(self, error: expat.ExpatError, offset: int) -> UnreadableFeedError:
        from feedpub.rules.malformed import explain  # noqa: PLC0415 - only needed when something is wrong

        message, fix, offset = explain(self.content, error.code, offset)
        return UnreadableFeedError("x-malformed", message, fix, self.content, offset)
