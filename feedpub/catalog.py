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
        "There is a YAML alias (*name) where a value belongs.",
        "An article has to contain what it says; a chain of aliases can also blow up a small file to gigabytes.",
    ),
    "anchor": Entry(
        "There is a YAML anchor (&name) before a value.", "Anchors are only for aliases, which are not used."
    ),
    "archive-held": Entry(
        "Documents of an archive were left as they are.",
        "Articles would have vanished from them for no known reason, or too many at once.",
    ),
    "bad-art": Entry(
        "A show's artwork is not square, is too small or too large, or has colours that apps do not show.",
        "Apple Podcasts refuses the show.",
    ),
    "bad-chapters": Entry(
        "Chapters are out of order, past the end of the audio, or in a file that has none.",
        "Apps would jump to the wrong place, or show none.",
    ),
    "bad-date": Entry(
        "A date or time does not exist, exists twice, or is not written in a form that feedpub reads.",
        "Readers order items by their dates; a guess would put an article in the wrong place.",
    ),
    "bad-duration": Entry("A duration is not in minutes and seconds.", "Apps show it, and use it for seeking."),
    "bad-email": Entry("Something is not an e-mail address.", "Readers turn it into a link that has to work."),
    "bad-file": Entry(
        "The name of a file does not lead to a file of the newsroom.", "Only files of the newsroom are published."
    ),
    "bad-id": Entry("An id is not a URI that can stay for ever.", "Readers recognize an article by nothing else."),
    "bad-link": Entry(
        "An address is not an absolute http or https address.",
        "A feed is read away from the site, where a relative address leads nowhere and a javascript: one does harm.",
    ),
    "bad-media": Entry("A picture or audio file is damaged, or not what it says.", "Apps would show nothing."),
    "bad-name": Entry(
        "A name contains something that is not allowed in it.", "It becomes a folder, or is shown to readers."
    ),
    "bad-soundbite": Entry("A soundbite is not within the audio.", "Apps would play nothing."),
    "bad-transcript": Entry(
        "A transcript is not what its name says, or its times are wrong.",
        "Apps would show nothing, or the wrong words.",
    ),
    "bad-type": Entry(
        "A media type is unknown, or cannot be worked out.", "Apps use it to decide whether they can play a file."
    ),
    "being-written": Entry(
        "A program has the file open and is writing it.", "Half a file could pass for a complete, shorter one."
    ),
    "broken-html": Entry("A tag, comment or quotation mark in HTML is not closed.", "What follows it would be lost."),
    "byte-order-mark": Entry(
        "The file begins with a byte order mark.", "It is harmless here, but causes trouble elsewhere."
    ),
    "contradiction": Entry("Two fields contradict each other.", "feedpub would have to guess."),
    "control-character": Entry(
        "There is a character that no feed may contain.",
        "One such character makes the whole feed unreadable for every subscriber.",
    ),
    "copied-station": Entry(
        "Two stations have the same title and site.",
        "A copied folder is published, and listed, along with the others.",
    ),
    "dates-disagree": Entry("A later date is before an earlier one.", "One of the two is a typing mistake."),
    "duplicate-address": Entry(
        "Feeds of two stations have the same address.",
        "Each would be taken for the other; usually a folder was copied.",
    ),
    "duplicate-audio": Entry(
        "Two episodes of a show have the same audio.", "Podcast apps drop the second, and directories refuse the feed."
    ),
    "duplicate-episode": Entry(
        "Two full episodes of a season have the same number.", "Apps sort by it, and some show only one of the two."
    ),
    "duplicate-guid": Entry("Two shows have the same guid.", "Apps and directories take them for a single show."),
    "duplicate-id": Entry("Two articles have the same id.", "Readers would show one and hide the other."),
    "duplicate-key": Entry("A field is given twice.", "YAML readers silently keep one of the two."),
    "duplicate-link": Entry("Two articles have the same link.", "Usually a file was copied and its link not changed."),
    "empty-feed": Entry(
        "No article has any of the sections or tags of a feed.",
        "Usually they are misspelt; the feed would have nothing in it.",
    ),
    "empty-file": Entry("A file is empty.", "Perhaps an article was not saved."),
    "far-future": Entry("An article is scheduled for more than a year from now.", "Usually the year is mistyped."),
    "file-too-large": Entry(
        "A file is too large for an article.", "Usually it is a picture or audio in the wrong place."
    ),
    "future-change": Entry(
        "`updated` or a correction is dated in the future.",
        "Readers would take the article for new each time; until that date the change does not count.",
    ),
    "garbled-text": Entry("Text was read in the wrong encoding.", "Readers would see “Ã©” for “é”."),
    "hash-in-text": Entry("Text after a # would be dropped.", "YAML takes a # after a space for a comment."),
    "html-removed": Entry(
        "Something in the text is left out of the feeds.",
        "Readers do not show scripts, forms and embedded pages, and some refuse a feed that has them.",
    ),
    "joined-lines": Entry(
        "The text of several lines does not begin with a |.",
        "YAML makes one line of it: paragraphs, lists and headings run together, and lines with a # are dropped.",
    ),
    "last-version": Entry(
        "A broken article's last good version stays in the feeds.", "Subscribers lose nothing that they already have."
    ),
    "markup-in-text": Entry("A title, name or other plain text contains HTML.", "Readers see the tags themselves."),
    "misplaced-file": Entry(
        "An article is outside the stations' folders, or publisher.yaml, station.yaml or show.yaml in the wrong one.",
        "It belongs to no station or show, so it has no effect.",
    ),
    "missing-alt": Entry("A picture has no description for people who cannot see it.", "Screen readers read it aloud."),
    "missing-field": Entry("Something that an article, station or publisher needs is not there.", "See its message."),
    "missing-file": Entry("A file that is named is not there.", "Subscribers would get an error for it."),
    "missing-guid": Entry(
        "A show has no guid.",
        "Apps and directories recognize a show by it when its feed moves; it is made once and kept.",
    ),
    "no-audio": Entry(
        "An article is in a show's folder but has no audio.",
        "It is published with the station's articles, but is not an episode.",
    ),
    "no-cache": Entry(
        "The cache cannot be written.",
        "Runs take longer, and broken articles are left out, or hold their station, instead of staying as before.",
    ),
    "no-longer-built": Entry(
        "A folder in feeds/ has a feed that nothing in articles/ asks for any more.",
        "Its subscribers keep fetching it, and never get anything new.",
    ),
    "no-publisher": Entry("There is no publisher.yaml.", "It says where the feeds are served from."),
    "no-show": Entry(
        "A field that is only for episodes is in an article that belongs to no show.", "It has no effect."
    ),
    "no-station": Entry("A folder has no station.yaml, or there is no folder at all.", "Nothing is published."),
    "not-utf8": Entry("A file is not saved as UTF-8.", "Its accents and quotation marks cannot be read reliably."),
    "null-value": Entry("A value is null or ~.", "It could be meant as text or as nothing."),
    "outside-folder": Entry(
        "A link leads out of the newsroom's folder, or a folder in a station's is a link, wherever it leads.",
        "Only files inside the folder are published, and links to folders are not followed.",
    ),
    "postponed": Entry(
        "An article that was out has a date in the future now.",
        "It leaves the feeds until then, though subscribers have it.",
    ),
    "second-document": Entry("A file contains a second YAML document.", "Only the first would be read."),
    "shared-id": Entry(
        "Articles of two stations have the same id.",
        "Some readers compare ids across all their feeds, and show only one of the two.",
    ),
    "show-held": Entry(
        "The feed of a show was left as it is.",
        "It, or the archive that it leads to, would not be valid, or one of its destinations would not accept it.",
    ),
    "station-held": Entry(
        "The station's feeds were left as they are.",
        "Articles would have vanished unsaid, been announced again, or gone because the clock is wrong; a feed would "
        "have been empty, lost too many articles or gained too many old ones at once; or it would not be valid.",
    ),
    "tab": Entry("A line is indented with a tab.", "YAML allows spaces only."),
    "too-deep": Entry("Fields, or the HTML of a text, are nested too deep.", "No article needs it."),
    "too-long": Entry("A text is too long for its field.", "Readers cut it off, or fail."),
    "typographic-quotes": Entry(
        "There are typographic quotation marks where straight ones belong, or none.",
        "Only straight ones keep a text together; around a name, typographic ones become part of it.",
    ),
    "unknown-category": Entry(
        "A show's category is not one of Apple's.",
        "Directories list shows by category; a show without one is not listed.",
    ),
    "unknown-field": Entry("There is no such field.", "Usually its name is misspelt, and its value would be lost."),
    "unknown-language": Entry("There is no such language.", "Readers use it to choose voices, fonts and translations."),
    "unknown-time-zone": Entry("There is no such time zone.", "Local dates and times depend on it."),
    "unknown-value": Entry("The field cannot have this value.", "feedpub would have to guess."),
    "unreachable": Entry(
        "The server of audio on the web does not say how large it is.",
        "Apps show no audio without its length; write it yourself, or wait for the server.",
    ),
    "unreadable-file": Entry("A file or folder cannot be read.", "Its articles cannot be published."),
    "withdrawn-undated": Entry(
        "An article is withdrawn, and `updated` does not say when.",
        "A reader keeps an article whose `updated` is later than the moment when it was withdrawn (RFC 6721).",
    ),
    "wrong-file-name": Entry(
        "The name of an article does not end in .yaml, or a publisher.yaml, station.yaml or show.yaml is misnamed.",
        "It would be ignored without a word.",
    ),
    "wrong-type": Entry("There is a text where a list belongs, or the other way round.", "It cannot be understood."),
    "yaml-syntax": Entry("The file is not YAML.", "Nothing in it can be read."),
    "yaml-tag": Entry("There is a YAML tag (!name) before a value.", "Tags can run programs; articles need none."),
}
