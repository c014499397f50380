"""A tree of questions drawn as SVG: lines down for going on, lines to the right for the ends.

Rows come from top to bottom; this module only places them. Lengths are SVG units, which are about pixels on a phone
(narrow form) and on a wide screen (wide form).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import escape

LINE = 18.0  # from one line of text to the next
INDENT = 22.0
LEFT = 9.0
GAP = 9.0
PAD = 12.0  # beside the words of an end
ROUND = 10.0
# How wide signs are, in parts of the size, in the widest fonts that people have for a page (Verdana, DejaVu Sans).
SIGNS = {"mwMW@%": 0.98, "ABCDEGHKNOQRUVXYZ": 0.78, "tfr()I/": 0.42, "ilj.,:;'’!| ": 0.36}
WIDTHS = {sign: width for signs, width in SIGNS.items() for sign in signs}


@dataclass(frozen=True)
class Form:
    """How wide the drawing is, and where the column of ends begins."""

    name: str
    width: float
    ends: float


NARROW = Form("narrow", 340.0, 180.0)
WIDE = Form("wide", 680.0, 424.0)


@dataclass(frozen=True)
class Question:
    """A question, standing on its line down."""

    depth: int
    text: str


@dataclass(frozen=True)
class Exit:
    """An answer with the end it leads to. `told` is the whole name of the link."""

    depth: int
    label: str
    text: str
    told: str
    kind: str
    href: str


@dataclass(frozen=True)
class Turn:
    """An answer that leads to another question: further down the same line, or to a line of its own (`inward`)."""

    depth: int
    label: str
    inward: bool


type Row = Question | Exit | Turn


@dataclass
class _Pen:
    """What is drawn so far, and where the next row begins."""

    form: Form
    y: float = 8.0
    marks: list[str] = field(default_factory=list)  # in reading order
    lines: list[str] = field(default_factory=list)  # behind everything
    began: dict[int, float] = field(default_factory=dict)  # where the line of each depth was drawn to


def draw(rows: tuple[Row, ...], form: Form, label: str) -> Iterator[str]:
    """The SVG, line by line. It has no ids, so that two forms of it may stand on one page."""
    pen = _Pen(form)
    for row in rows:
        if isinstance(row, Question):
            _question(pen, row)
        elif isinstance(row, Exit):
            _exit(pen, row)
        else:
            _turn(pen, row)
    yield (
        f'<svg class="map-{form.name}" viewBox="0 0 {_n(form.width)} {_n(pen.y)}" role="group" '
        f'aria-label="{escape(label)}" xmlns="http://www.w3.org/2000/svg">'
    )
    yield f'<path class="map-line" d="{"".join(pen.lines)}"/>'
    yield from pen.marks
    yield "</svg>"


def wrap(text: str, width: float, size: float) -> list[str]:
    """Text in lines that fit a width; letters are measured as in a wide font."""
    found: list[str] = []
    for word in text.split():
        if found and _measure(f"{found[-1]} {word}", size) <= width:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _measure(text: str, size: float) -> float:
    return size * sum(WIDTHS.get(sign, 0.62) for sign in text)


def _spine(depth: int) -> float:
    return LEFT + depth * INDENT


def _reach(pen: _Pen, depth: int, y: float) -> None:
    """Draw the line of this depth down to `y`."""
    pen.lines.append(f"M{_n(_spine(depth))} {_n(pen.began[depth])}V{_n(y)}")
    pen.began[depth] = y


def _question(pen: _Pen, row: Question) -> None:
    x = _spine(row.depth)
    found = wrap(row.text, pen.form.width - x - 18, 17)
    y = pen.y + 14
    if row.depth in pen.began:
        _reach(pen, row.depth, y - 5)
    pen.began[row.depth] = y - 5
    pen.marks.append(f'<circle class="map-dot" cx="{_n(x)}" cy="{_n(y - 5)}" r="5.5"/>')
    pen.marks.append(_text("map-question", x + 16, y, found))
    pen.y = y + LINE * (len(found) - 1) + GAP


def _exit(pen: _Pen, row: Exit) -> None:
    """The answer stands on a line that leads to the right, to its end."""
    x, left = _spine(row.depth), pen.form.ends
    label = wrap(row.label, left - x - 26, 14)
    end = wrap(row.text, pen.form.width - left - 2 * PAD, 14.5)
    height = LINE * len(end) + 14
    middle = max(pen.y + LINE * len(label) + 4, pen.y + height / 2)
    _reach(pen, row.depth, middle - ROUND)
    pen.lines.append(f"q0 {_n(ROUND)} {_n(ROUND)} {_n(ROUND)}H{_n(left)}")
    pen.marks.append(_text("map-answer", x + 14, middle - 6 - LINE * (len(label) - 1), label))
    top = middle - height / 2
    pen.marks.append(
        f'<a class="map-end map-end--{row.kind}" href="{escape(row.href)}" aria-label="{escape(row.told)}">'
        f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(pen.form.width - left - 1)}" height="{_n(height)}" rx="12"/>'
        f"{_text('map-verdict', left + PAD, top + 20.5, end)}</a>"
    )
    pen.y = top + height + GAP


def _turn(pen: _Pen, row: Turn) -> None:
    """An answer beside the line that goes on."""
    x, into = _spine(row.depth), _spine(row.depth + 1)
    at = into if row.inward else x
    label = wrap(row.label, pen.form.width - at - 18, 14)
    y = pen.y + 16
    if row.inward:
        _reach(pen, row.depth, y - 5 - ROUND)
        pen.lines.append(f"q0 {_n(ROUND)} {_n(ROUND)} {_n(ROUND)}H{_n(into - 4)}q4 0 4 4")
        pen.began[row.depth + 1] = y - 1
    pen.marks.append(_text("map-answer", at + 14, y, label))
    pen.y = y + LINE * (len(label) - 1) + GAP


def _text(name: str, x: float, y: float, found: list[str]) -> str:
    # The space between lines keeps words apart for whoever hears or copies them.
    spans = " ".join(
        f'<tspan x="{_n(x)}" y="{_n(y + LINE * number)}">{escape(line)}</tspan>' for number, line in enumerate(found)
    )
    return f'<text class="{name}">{spans}</text>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
