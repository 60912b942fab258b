"""Lines and columns of offsets in a feed, whatever ends its lines."""

import re
from bisect import bisect_right
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from feedpub.rules import tree
from feedpub.rules.tree import Document, Element

_CONTENTS = st.lists(st.sampled_from(["a", "é", "\n", "\r", "\r\n", "\x85", "\x0b"]), max_size=12).map("".join)


@given(_CONTENTS, st.integers(1, 5))
def test_a_place_is_where_lines_that_are_counted_one_by_one_say(text: str, block: int) -> None:
    content = text.encode()
    starts = [0, *(found.end() for found in re.finditer(b"\r\n|\n|\r", content))]
    document = Document("feed", content, Element("rss", {}, 0, None))
    with patch.object(tree, "_BLOCK", block):
        for offset in range(len(content) + 1):
            if content[offset - 1 : offset + 1] == b"\r\n" and offset:
                continue  # nothing begins in the middle of what ends a line
            line = bisect_right(starts, offset)
            column = len(content[starts[line - 1] : offset].decode(errors="replace")) + 1
            place = document.place(offset)
            assert (place.line, place.column) == (line, column)
