"""The catalogue of problems: every code, what it means, and why it matters.

`feedpub rules` prints it and docs/problems.md is made from it. A new code gets a line here and a case in tests/cases/.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """What a code means, and why feedpub cares."""

    meaning: str
    why: str


CATALOG: dict[str, Entry] = {
    "alias": Entry(
        "A YAML alias (*name) stands where a value belongs.",
        "What an article says has to stand in it; a chain of aliases can also blow a small file up to gigabytes.",
    ),
    "anchor": Entry("A YAML anchor (&name) stands before a value.", "Anchors only serve aliases, which are not used."),
    "archive-held": Entry(
        "Documents of an archive were left as they are.",
        "Articles would have vanished from them for no reason that is known, or too many at once.",
    ),
    "bad-art": Entry(
        "A show's artwork is not square, too small, too large, or in colours that apps do not show.",
        "Apple Podcasts refuses the show.",
    ),
    "bad-chapters": Entry(
        "Chapters are out of order, past the end of the audio, or in a file that holds none.",
        "Apps would jump to the wrong place, or show none.",
    ),
    "bad-date": Entry(
        "A date or time does not exist, exists twice, or is not written as feedpub reads it.",
        "Readers order and show items by their instants; a guess would put an article in the wrong place.",
    ),
    "bad-duration": Entry("A duration is not minutes and seconds.", "Apps show it, and seek by it."),
    "bad-email": Entry("An e-mail address is not one.", "Readers turn it into a link that has to work."),
    "bad-file": Entry("A file is named in a way that cannot be found from here.", "Only files of the newsroom go out."),
    "bad-id": Entry("An id is not a URI that can stay for ever.", "Readers know an article by nothing else."),
    "bad-link": Entry(
        "An address is not an absolute http or https address.",
        "A feed is read far from the site, where a relative address leads nowhere and a javascript: one does harm.",
    ),
    "bad-media": Entry("A picture or audio file is damaged, or not what it says.", "Apps would show nothing."),
    "bad-name": Entry("A name has something in it that cannot be part of it.", "It becomes a folder, or is shown."),
    "bad-soundbite": Entry("A soundbite does not lie inside the audio.", "Apps would play nothing."),
    "bad-transcript": Entry(
        "A transcript is not what its name says, or its times are wrong.",
        "Apps would show nothing, or the wrong words.",
    ),
    "bad-type": Entry("A media type is unknown or cannot be told.", "Apps choose by it whether they can play a file."),
    "being-written": Entry(
        "A program has the file open and is writing it.", "Half a file could pass for a whole one that is shorter."
    ),
    "broken-html": Entry("A tag, comment or quotation mark in HTML is not closed.", "What follows it would be lost."),
    "byte-order-mark": Entry("The file begins with a byte order mark.", "It is harmless here, and trouble elsewhere."),
    "contradiction": Entry("Two fields are given that exclude each other.", "feedpub would have to guess."),
    "control-character": Entry(
        "There is a character that no feed may carry.",
        "One such character makes the whole feed unreadable for every subscriber.",
    ),
    "copied-station": Entry(
        "Two stations have one title and one site.",
        "A folder that was copied is published, and listed, with the others.",
    ),
    "dates-disagree": Entry("A later date is before an earlier one.", "One of the two is a slip of the finger."),
    "duplicate-address": Entry(
        "Feeds of two stations have one address.", "Each would pass for the other; it is mostly a copied folder."
    ),
    "duplicate-episode": Entry(
        "Two full episodes of one season have one number.", "Apps order by it, and some show one of the two only."
    ),
    "duplicate-guid": Entry("Two shows have one guid.", "Apps and directories take them for one show."),
    "duplicate-id": Entry("Two articles have one id.", "Readers would show one and hide the other."),
    "duplicate-key": Entry("A field is given twice.", "YAML readers silently keep one of the two."),
    "duplicate-link": Entry("Two articles have one link.", "It is mostly a copied file whose link was not changed."),
    "empty-feed": Entry(
        "No article has a section or tag that a feed is made of.", "It is mostly misspelt; nobody would see anything."
    ),
    "empty-file": Entry("A file holds nothing.", "It may be an article that was not saved."),
    "far-future": Entry("An article is to appear more than a year from now.", "It is mostly a mistyped year."),
    "file-too-large": Entry(
        "A file is too large for an article.", "It is mostly a picture or audio in the wrong place."
    ),
    "future-change": Entry(
        "`updated` or a correction is dated later than now.",
        "Readers would take the article for new at every look; until then the change does not count.",
    ),
    "garbled-text": Entry("Text went through a wrong encoding.", "Readers would see “Ã©” for “é”."),
    "hash-in-text": Entry("Text after a # would be dropped.", "YAML takes a # after a space for a comment."),
    "html-removed": Entry(
        "Something in the text does not get into the feeds.",
        "Readers do not show scripts, forms and embedded pages, and some refuse a feed that has them.",
    ),
    "joined-lines": Entry(
        "The text of several lines does not begin with a |.",
        "YAML makes one line of it: paragraphs, lists and headings run together, and lines with a # are dropped.",
    ),
    "last-version": Entry(
        "A broken article's last good version stays in the feeds.", "Nothing that subscribers have is taken from them."
    ),
    "markup-in-text": Entry("A title, name or other plain text holds HTML.", "Readers see the signs as they stand."),
    "misplaced-file": Entry("An article lies beside the stations' folders.", "It belongs to no station."),
    "missing-alt": Entry("A picture has no text for those who cannot see it.", "Screen readers read it aloud."),
    "missing-field": Entry("Something that an article, station or publisher needs is not there.", "See its message."),
    "missing-file": Entry("A file that is named is not there.", "Subscribers would get an error for it."),
    "missing-guid": Entry(
        "A show has no guid.",
        "Apps and directories know a show again by it when its feed moves; it is made once and kept.",
    ),
    "no-audio": Entry(
        "An article lies in the folder of a show and has no audio.",
        "It goes out with the station's articles, but is no episode.",
    ),
    "no-cache": Entry(
        "The folder for what is remembered between runs cannot be used.",
        "Runs take longer, and broken articles are left out, or hold their station, instead of staying as they were.",
    ),
    "no-longer-built": Entry(
        "A folder in feeds/ holds a feed that nothing in articles/ asks for any more.",
        "Its subscribers go on fetching it, and never hear anything new.",
    ),
    "no-publisher": Entry("There is no publisher.yaml.", "It says where the feeds are served from."),
    "no-show": Entry(
        "A field that only episodes have stands in an article that belongs to no show.", "It has no effect."
    ),
    "no-station": Entry("A folder has no station.yaml, or there is no folder at all.", "Nothing is published."),
    "not-utf8": Entry("A file is not saved as UTF-8.", "Its accents and quotation marks cannot be told for certain."),
    "null-value": Entry("A value is null or ~.", "It could be meant as text or as nothing."),
    "outside-folder": Entry("A link leads out of the newsroom's folder.", "Only what lies in the folder is published."),
    "second-document": Entry("A file holds a second YAML document.", "Only the first would be read."),
    "shared-id": Entry(
        "Articles of two stations have one id.",
        "Some readers match ids across all their feeds, and show one of the two only.",
    ),
    "show-held": Entry(
        "The feed of a show was left as it is.",
        "It, or what leads from it to its archive, would not be valid, or one of its destinations would not take it.",
    ),
    "station-held": Entry(
        "The station's feeds were left as they are.",
        "An article that subscribers have would have vanished though nobody said so, or a feed would not be valid.",
    ),
    "tab": Entry("A line is indented with a tab.", "YAML allows spaces only."),
    "too-deep": Entry("Fields are nested too deep.", "No field needs it."),
    "too-long": Entry("A text is too long for its field.", "Readers cut it or fail."),
    "typographic-quotes": Entry(
        "Typographic quotation marks stand where YAML needs straight ones.", "Only straight ones hold a text together."
    ),
    "unknown-category": Entry(
        "A category of a show is none of Apple's.", "Directories list shows by them; a show without one is not listed."
    ),
    "unknown-field": Entry("There is no such field.", "It is mostly misspelt, and its value would be lost."),
    "unknown-language": Entry("There is no such language.", "Readers choose voices, fonts and translations by it."),
    "unknown-time-zone": Entry("There is no such time zone.", "Local dates and times are read in it."),
    "unknown-value": Entry("The value is none that the field can have.", "feedpub would have to guess."),
    "unreachable": Entry(
        "The server of audio on the web does not say how large it is.",
        "Apps show no enclosure without a length; write it yourself, or wait for the server.",
    ),
    "unreadable-file": Entry("A file or folder cannot be read.", "Its articles cannot be published."),
    "withdrawn-undated": Entry(
        "An article is withdrawn, and `updated` does not say when.",
        "A reader keeps an article whose `updated` is later than the moment at which it was withdrawn (RFC 6721).",
    ),
    "wrong-file-name": Entry("The name of a file does not end in .yaml.", "It would be passed over silently."),
    "wrong-type": Entry("A text stands where a list belongs, or the other way round.", "It cannot be understood."),
    "yaml-syntax": Entry("The file is not YAML.", "Nothing in it can be read."),
    "yaml-tag": Entry("A YAML tag (!name) stands before a value.", "Tags can run programs; articles need none."),
}
