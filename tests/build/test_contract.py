"""The contract's schema: every answer of the engine is as it says, and it refuses what the engine refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from corpus.fit import rows
from generator import answer
from generator.book.book import book, gather
from sitemaker.pages import contract

NOW = "2026-03-04T10:00:00+00:00"
SCHEMA = contract.schema()


def of(part: str) -> Draft202012Validator:
    return Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{part}"}]})


def requests() -> Iterator[dict[str, Any]]:
    """Every example of every letter, some emails of each kind, and drafts."""
    for kind, letter in gather()["letters"].items():
        for form in letter["form"]:
            case = {name: value for name, value in form["example"].items() if name != "received_hours_ago"}
            yield {"ask": "compose", "situation": case, "kind": kind, "now": NOW}
            yield {"ask": "advise", "situation": case, "now": NOW}
    for row in rows("emails")[::12]:
        yield {"ask": "read", "mail": row["text"]}
    for row in rows("drafts")[::6]:
        yield {"ask": "review", "draft": row["text"], "now": NOW}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_request_and_every_answer_is_as_the_schema_says() -> None:
    asked, answered = of("Request"), of("Answer")
    seen: dict[str, int] = {}
    for request in requests():
        told = json.loads(answer(json.dumps(request)))
        assert told["ok"], told
        for validator, value in ((asked, request), (answered, told)):
            faults = [f"{list(fault.path)}: {fault.message[:200]}" for fault in validator.iter_errors(value)]
            assert faults == [], request
        seen[request["ask"]] = seen.get(request["ask"], 0) + 1
    assert min(seen.values()) > 20


@pytest.mark.parametrize(
    "request_",
    [
        {"ask": "read"},
        {"ask": "dance"},
        {"ask": "read", "mail": "x", "extra": 1},
        {"ask": "advise", "situation": {"stage": "moon"}, "now": NOW},
        {"ask": "advise", "situation": {"stgae": "interview"}, "now": NOW},
        {"ask": "advise", "situation": {}},
        {"ask": "compose", "situation": {"company": "x" * 201}, "now": NOW},
        {"ask": "compose", "situation": {}, "kind": "poem", "now": NOW},
        {"ask": "compose", "situation": {}, "wording": -1, "now": NOW},
        {"ask": "review", "draft": "Hi", "situation": {"asks": ["moon"]}, "now": NOW},
    ],
)
def test_what_the_engine_refuses_the_schema_refuses_and_the_refusal_is_as_it_says(request_: dict[str, Any]) -> None:
    told = json.loads(answer(json.dumps(request_)))
    assert not told["ok"]
    assert list(of("Request").iter_errors(request_))
    assert not list(of("Answer").iter_errors(told))


def test_every_question_and_kind_stands_on_the_page_and_in_the_file() -> None:
    written = contract.outputs()
    page = written[contract.PAGE]
    for name in [*book()["fields"], *(ask for ask in ("read", "advise", "compose", "review"))]:
        assert f"| `{name}` |" in page
    assert json.loads(written[contract.SCHEMA]) == SCHEMA
