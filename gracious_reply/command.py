"""The command `gracious-reply`: the four jobs for a text, in words or as JSON; and a server for other programs.

It ends with 0 where all is well, 1 where a draft should not be sent as it is, and 2 where a request cannot be answered.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.answer import answer
from generator.book.book import book
from gracious_reply import KINDS, __version__, read, situation_of, told
from gracious_reply.serving import serve, serve_tools

FINE, DO_NOT_SEND, REFUSED = 0, 1, 2
EXAMPLES = """\
examples:
  gracious-reply read email.eml                      what it says, and the words that rests on
  gracious-reply advise --mail email.txt             whether to reply, until when, and why
  gracious-reply compose --mail email.txt tone=brief your_name="Jo Park"
  gracious-reply compose stage=interview company="Harrow Foods" --kind follow_up
  gracious-reply review draft.txt                    what to change in it
  gracious-reply serve                               one JSON request a line in, one answer a line out
  gracious-reply serve --mcp                         the same as tools of the Model Context Protocol

A file named - is standard input. Answers of the case are written name=value; a wrong one is told with those there are.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says, and give the exit code. The answer goes to standard output, faults do not."""
    options = _parser().parse_args(arguments)
    try:
        if options.job == "serve":
            return serve_tools() if options.mcp else serve(sys.stdin, sys.stdout)
        request = _request(options)
    except Refused as refused:
        print(f"gracious-reply: {refused}", file=sys.stderr)
        return REFUSED
    answered = json.loads(answer(json.dumps(request)))
    try:
        return _tell(options, request, answered)
    except BrokenPipeError:  # whoever reads has seen enough
        sys.stderr.close()
        return FINE


class Refused(Exception):
    """What stands in the way, in words for whoever called the command."""


def _tell(options: argparse.Namespace, request: Mapping[str, Any], answered: Mapping[str, Any]) -> int:
    if options.json:
        print(json.dumps(answered, ensure_ascii=False, indent=2))
    elif answered["ok"]:
        text = request.get("mail") or request.get("draft") or ""
        print("\n".join(told.TELLERS[options.job](answered, text)))
    if not answered["ok"]:
        for error in answered["errors"]:
            print(f"gracious-reply: {error['field']}: {error['message']}", file=sys.stderr)
        return REFUSED
    return DO_NOT_SEND if answered.get("review", {}).get("verdict") == "do_not_send" else FINE


def _request(options: argparse.Namespace) -> dict[str, Any]:
    request: dict[str, Any] = {"ask": options.job}
    if options.job == "read":
        return request | {"mail": _text(options.file)}
    situation = _situation(options)
    if options.job == "review":
        request |= {"draft": _text(options.file), "kind": options.kind} | (
            {"situation": situation} if situation else {}
        )
    else:
        request["situation"] = situation
    if options.job == "compose":
        request |= {"kind": options.kind, "wording": options.wording}
    return request | {"now": options.now or told.this_moment()}


def _situation(options: argparse.Namespace) -> dict[str, Any]:
    """What the email says, then what a file of answers says, then the answers of the command line."""
    found: dict[str, Any] = {}
    if options.mail:
        found |= situation_of(read(_text(options.mail)))
    if options.situation:
        try:
            given = json.loads(_text(options.situation))
        except ValueError:
            raise Refused(f"{options.situation} holds no JSON") from None
        if not isinstance(given, dict):
            raise Refused(f"{options.situation} holds no JSON object")
        found |= given
    return found | dict(_answer(one) for one in options.answer)


def _answer(given: str) -> tuple[str, Any]:
    """`name=value` as the contract has it: several of a list with commas between."""
    name, equals, value = given.partition("=")
    field = book()["fields"].get(name)
    if not equals or field is None:
        raise Refused(f"{given}: write name=value, with one of these names: {', '.join(book()['fields'])}")
    kind = field["kind"]
    if kind in ("choices", "names"):
        return name, [one.strip() for one in value.split(",") if one.strip()]
    if kind == "yes_no" and value.lower() in ("true", "false", "yes", "no"):
        return name, value.lower() in ("true", "yes")
    return name, int(value) if kind == "whole_number" and value.isdecimal() else value


def _text(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what mail programs on Windows save


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gracious-reply",
        description="What to do after a rejection email, and the words for it. Nothing leaves this computer.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"gracious-reply {__version__}")
    jobs = parser.add_subparsers(dest="job", required=True, metavar="read|advise|compose|review|serve")
    for job, does in {
        "read": "what a received email says, and the words that rests on",
        "advise": "whether to reply, until when, why, and what comes after",
        "compose": "a message for the case",
        "review": "what to change in a draft",
    }.items():
        one = jobs.add_parser(job, help=does, description=f"{does[0].upper()}{does[1:]}.")
        one.add_argument("--json", action="store_true", help="the answer of the contract instead of words")
        if job in ("read", "review"):
            one.add_argument("file", nargs="?", default="-", help="the text; standard input where it is left out")
        if job != "read":
            one.add_argument(
                "--now", help="the time to reckon with, as 2026-03-04T10:00:00+01:00; left out: this moment"
            )
            one.add_argument(
                "--mail", metavar="FILE", help="the email it is about; what it says are answers of the case"
            )
            one.add_argument("--situation", metavar="FILE", help="answers of the case, as a JSON object")
        if job in ("compose", "review"):
            one.add_argument("--kind", default="reply", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
        if job == "compose":
            one.add_argument("--wording", type=int, default=0, help="another way to say the same: 1, 2 …")
        if job in ("advise", "compose", "review"):
            one.add_argument("answer", nargs="*", metavar="name=value", help="answers of the case, as stage=interview")
    server = jobs.add_parser("serve", help="answer requests until the input ends")
    server.add_argument("--mcp", action="store_true", help="as tools of the Model Context Protocol, over stdio")
    return parser
