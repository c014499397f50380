"""A raw email file (.eml): its text, with parts, encodings and encoded words resolved by the standard library.

The `email` package is imported only when there is such a file: the browser's bundle keeps it in its second archive, and
the page fetches that first.
"""

from __future__ import annotations

import re

SHOWN = ("From", "Reply-To", "To", "Date", "Subject", "List-Unsubscribe", "Auto-Submitted", "Precedence")
_HEADER_LINE = re.compile(r"[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*")
_OF_A_FILE = re.compile(
    r"^(?:MIME-Version|Content-Transfer-Encoding|Content-Type|Received|DKIM-Signature):", re.MULTILINE
)
FEWEST = 3  # header lines


def is_mail_file(text: str) -> bool:
    """Whether a text is a raw email file rather than the text of an email with a few of its headers."""
    plain = text.lstrip().replace("\r\n", "\n")
    at = count = 0
    while line := _HEADER_LINE.match(plain, at):
        at, count = line.end(), count + 1
    return count >= FEWEST and _OF_A_FILE.search(plain, 0, at) is not None


def decoded(text: str) -> str:
    """The text of a raw email file below its telling headers; any other text as it came.

    The plain part is taken, else the HTML one as it is. What cannot be decoded is left as it came.
    """
    if not is_mail_file(text):
        return text
    try:
        from email import message_from_bytes, policy
    except ImportError:
        return text
    try:
        message = message_from_bytes(text.lstrip().encode("utf-8", "surrogatepass"), policy=policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        content = str(body.get_content()) if body else ""
        headers = [f"{name}: {' '.join(str(message[name]).split())}" for name in SHOWN if message[name]]
    except (LookupError, ValueError, AttributeError, TypeError):
        return text
    return "\n".join([*headers, "", content.replace("\r\n", "\n").strip(), ""])
