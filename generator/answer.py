"""`answer`: one JSON request in, one JSON answer out. What the worker, scripts and other programs call."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from generator.advising.advise import advise
from generator.book.book import book, words
from generator.composing.compose import WORDINGS, compose
from generator.reading.read import read
from generator.reviewing.review import review
from generator.situation import BadRequest, Problem, Situation, moment, not_in_the_future, situation_from

MAIL_LIMIT = 50_000
DRAFT_LIMIT = 20_000

type Request = Mapping[str, Any]


def answer(request: str) -> str:
    """Answer one request of the contract (`read`, `advise`, `compose` or `review`).

    `request` is a JSON object with `ask` and the parts that ask takes. The answer is a JSON object: `{"ok": true, …}`
    with `reading`, `advice`, `message` or `review`, or `{"ok": false, "errors": [{"field", "message"}]}`. Never raises.
    """
    try:
        name, value = asked(_object(request))
        return json.dumps({"ok": True, name: plain(value)})
    except BadRequest as refused:
        errors = [{"field": problem.field, "message": problem.message} for problem in refused.problems]
        return json.dumps({"ok": False, "errors": errors})
    except Exception as error:  # the page must get words, whatever happened
        problem = {"field": "request", "message": words("error", "unexpected"), "detail": f"{type(error).__name__}"}
        return json.dumps({"ok": False, "errors": [problem]})


def plain(value: Any) -> Any:
    """Values of the engine as JSON knows them: dataclasses become objects, times ISO 8601, tuples lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def _object(request: str) -> Request:
    try:
        given = json.loads(request)
    except (ValueError, TypeError, RecursionError):
        raise BadRequest(Problem("request", words("error", "not_json"))) from None
    if not isinstance(given, dict):
        raise BadRequest(Problem("request", words("error", "not_object")))
    return given


def asked(given: Request) -> tuple[str, Any]:
    """The name of an answer (`reading`, `advice`, `message` or `review`) and its value. Raises `BadRequest`."""
    ask = given.get("ask")
    if not isinstance(ask, str) or ask not in _ASKS:
        raise BadRequest(Problem("ask", words("error", "unknown_ask")))
    name, parts, answered = _ASKS[ask]
    unknown = [Problem(key[:60], words("error", "unknown_key")) for key in given if key != "ask" and key not in parts]
    if unknown:
        raise BadRequest(*unknown)
    return name, answered(given)


def _read(given: Request) -> Any:
    return read(_text(given, "mail", MAIL_LIMIT))


def _advise(given: Request) -> Any:
    return advise(*_case(given))


def _case(given: Request) -> tuple[Situation, datetime]:
    """The situation and the time it is now; an email cannot have come later than that."""
    situation, now = situation_from(given.get("situation", {})), moment(given.get("now"), "now")
    not_in_the_future(situation, now)
    return situation, now


def _compose(given: Request) -> Any:
    wording = given.get("wording", 0)
    if isinstance(wording, bool) or not isinstance(wording, int) or not 0 <= wording <= WORDINGS:
        raise BadRequest(Problem("wording", words("error", "wording").format(limit=WORDINGS)))
    situation, now = _case(given)
    return compose(situation, _kind(given), wording, now)


def _review(given: Request) -> Any:
    situation = None if given.get("situation") is None else situation_from(given["situation"])
    draft = _text(given, "draft", DRAFT_LIMIT)
    return review(draft, _kind(given), situation, moment(given.get("now"), "now"))


def _kind(given: Request) -> str:
    kind, known = given.get("kind", "reply"), book()["letters"]
    if not isinstance(kind, str) or kind not in known:
        raise BadRequest(Problem("kind", words("error", "kind").format(values=", ".join(known))))
    return kind


def _text(given: Request, name: str, limit: int) -> str:
    text = given.get(name)
    if not isinstance(text, str) or not text.strip():
        raise BadRequest(Problem(name, words("error", f"{name}_missing")))
    if len(text) > limit:
        raise BadRequest(Problem(name, words("error", f"{name}_too_long").format(limit=limit, count=len(text))))
    return text


_ASKS: dict[str, tuple[str, tuple[str, ...], Callable[[Request], Any]]] = {
    "read": ("reading", ("mail",), _read),
    "advise": ("advice", ("situation", "now"), _advise),
    "compose": ("message", ("situation", "kind", "wording", "now"), _compose),
    "review": ("review", ("draft", "kind", "situation", "now"), _review),
}
