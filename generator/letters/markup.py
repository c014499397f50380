"""A mail without its markup, and where each of its characters stood before.

People paste mails as they come, sometimes with the tags of their web mail. Tags become spaces, those that end a line
become line ends, and signs written as entities become signs. Nothing is run or shown; addresses in angle brackets stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

_TAGS = (
    "html|head|body|title|meta|link|base|style|script|div|span|p|br|hr|a|b|i|u|s|strong|em|small|big|sup|sub|font|center"
    "|pre|code|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|thead|tfoot|tr|td|th|img|blockquote|section|header|footer|main|o:p"
)
_MARK = re.compile(rf"</?({_TAGS})(?:\s[^<>@]{{0,400}})?/?>|<!--[^<>]{{0,400}}-->|&#?\w{{2,6}};", re.IGNORECASE)
_ARROWS_TOO = re.compile(rf"^(?:> ?){{1,20}}|{_MARK.pattern}", re.IGNORECASE | re.MULTILINE)
_PARAGRAPHS = re.compile(r"p|div|tr|li|ul|ol|dl|dt|dd|table|h[1-6]|hr|title|head|body|blockquote")
_UNSEEN = {tag: re.compile(rf"</{tag}", re.IGNORECASE) for tag in ("style", "script")}
_SIGNS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&nbsp;": " ", "&hellip;": "…"} | {
    "&ndash;": "–",
    "&mdash;": "—",
    "&rsquo;": "’",
    "&lsquo;": "‘",
    "&ldquo;": "“",
    "&rdquo;": "”",
    "&bull;": "•",
}


@dataclass(frozen=True)
class Unmarked:
    """A text without markup. `text[starts[i]]` and what follows stood at `stood[i]` of the text as it came."""

    text: str
    starts: list[int] = field(repr=False)
    stood: list[int] = field(repr=False)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of `text` stood in the text as it came."""
        return self._stood(start), self._stood(end - 1) + 1

    def _stood(self, offset: int) -> int:
        piece = bisect_right(self.starts, offset) - 1
        return self.stood[piece] + offset - self.starts[piece]


def unmarked(raw: str) -> Unmarked:
    """Take out markup, what stands in `style` and `script`, and the arrows of a mail quoted as a whole."""
    marks = _ARROWS_TOO if all(line.startswith(">") for line in raw.split("\n") if line.strip()) else _MARK
    pieces: list[str] = []
    starts, stood = [0], [0]
    length = at = 0

    def keep(piece: str, begin: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            stood.append(begin)
            length += len(piece)

    unseen = dict(_UNSEEN)
    while mark := marks.search(raw, at):
        keep(raw[at : mark.start()], at)
        keep(_sign(mark), mark.start())
        at = mark.end()
        tag = (mark[1] or "").lower()
        if tag in unseen and not mark.group().startswith("</"):
            closed = unseen[tag].search(raw, at)
            if closed:
                at = closed.start()
            else:
                del unseen[tag]  # nothing closes it further on either
    keep(raw[at:], at)
    return Unmarked("".join(pieces), starts, stood)


def _sign(mark: re.Match[str]) -> str:
    """What stands in place of a mark; never longer than the mark."""
    sign, tag = mark.group(), (mark[1] or "").lower()
    if sign[0] == ">":
        return ""
    if sign[0] == "<":
        return "\n" if tag == "br" else "\n\n" if _PARAGRAPHS.fullmatch(tag) else ""
    if sign[1] == "#":
        number = int(sign[2:-1]) if sign[2:-1].isdecimal() and sign.isascii() else 0
        return chr(number) if 31 < number < 0xD800 else " "
    return _SIGNS.get(sign.lower(), sign)
