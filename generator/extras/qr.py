"""An address as a QR code."""

from __future__ import annotations

import segno

from generator.book.book import words
from generator.situation import BadRequest, Problem

LONGEST = 1_000
QUIET = 4  # modules of empty space around the code, as the standard asks


def qr_path(text: str) -> tuple[int, str]:
    """The code's width in modules, quiet zone included, and its dark modules as one SVG path in that square.

    Raises `BadRequest` for a text that is empty or too long for a code a phone reads easily.
    """
    if not text.strip() or len(text) > LONGEST:
        raise BadRequest(Problem("text", words("error", "qr").format(limit=LONGEST)))
    code = segno.make_qr(text, error="m")
    rows = [list(row) for row in code.matrix_iter(border=QUIET)]
    return len(rows), "".join(_runs(rows))


def _runs(rows: list[list[int]]) -> list[str]:
    """Each run of dark modules in a row as one flat box."""
    boxes: list[str] = []
    for top, row in enumerate(rows):
        start = None
        for left, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = left
            elif not dark and start is not None:
                boxes.append(f"M{start} {top}h{left - start}v1H{start}z")
                start = None
    return boxes
