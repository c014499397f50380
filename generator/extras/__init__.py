"""What the page fetches only when it is asked for: the calendar file, the QR code, raw email files.

    answer(request)    JSON in, JSON out, as `generator.answer`; never raises

`{"ask": "calendar", "steps": […], "company": …, "link": …, "now": …}` gives `calendar` (the text of an .ics file);
`{"ask": "qr", "text": …}` gives `qr` (an SVG path in a square of `size` modules); `{"ask": "mail_file", "mail": …}`
gives `text`, what a raw email file says; `{"ask": "version", "draft": …, "kind": …, "situation": …, "now": …}` gives
`message`, a version of a draft that can be sent. The core engine never imports this:
it stands on packages the first letter does not need.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.answer import plain
from generator.book.book import words
from generator.situation import BadRequest, Problem, moment

__all__ = ["answer"]


def answer(request: str) -> str:
    """Answer one request; a bad one gives `{"ok": false, "errors": [{"field", "message"}]}`. Never raises."""
    try:
        given = json.loads(request)
        return json.dumps({"ok": True, **_answered(given)})
    except BadRequest as refused:
        errors = [{"field": problem.field, "message": problem.message} for problem in refused.problems]
        return json.dumps({"ok": False, "errors": errors})
    except Exception as error:  # the page must get words, whatever happened
        problem = {"field": "request", "message": words("error", "unexpected"), "detail": type(error).__name__}
        return json.dumps({"ok": False, "errors": [problem]})


def _answered(given: Mapping[str, Any]) -> dict[str, Any]:
    match given:
        case {"ask": "calendar"}:
            from generator.extras.zones import make_zone_known

            make_zone_known()
            from generator.extras.calendar_file import calendar_file

            return {"calendar": calendar_file(given["steps"], given["company"], given["link"], given["now"])}
        case {"ask": "qr", "text": str(text)}:
            from generator.extras.qr import qr_path

            size, path = qr_path(text)
            return {"size": size, "qr": path}
        case {"ask": "version", "draft": str(draft), "kind": str(kind), "situation": dict(situation), "now": str(now)}:
            from generator.extras.version import version_of

            return {"message": plain(version_of(draft, kind, situation, moment(now, "now")))}
        case {"ask": "mail_file", "mail": str(file)}:
            from generator.letters.mail_file import decoded

            return {"text": decoded(file)}
    raise BadRequest(Problem("ask", words("error", "unknown_ask")))
