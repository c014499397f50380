"""Requests of other programs: one JSON object a line, or the tools of the Model Context Protocol."""

from __future__ import annotations

import json
import sys
from typing import Any, TextIO

from generator.answer import answer
from gracious_reply.told import this_moment

NO_SDK = "For --mcp the package mcp is needed: pip install 'gracious-reply[mcp]'"


def serve(asked: TextIO, answers: TextIO) -> int:
    """Answer one request a line until the input ends. A line that is no request gets an answer too, which says so."""
    try:
        for line in asked:
            if line.strip():
                answers.write(answer(line) + "\n")
                answers.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    return 0


def serve_tools() -> int:
    """Offer the four asks as tools over stdio until the client goes away. Gives 2 where the SDK is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
    except ImportError:
        print(f"gracious-reply: {NO_SDK}", file=sys.stderr)
        return 2
    server = MCPServer("gracious-reply", instructions="What to do after a job rejection, and the words for it.")

    @server.tool()
    def read(mail: str) -> dict[str, Any]:
        """What a received email says: its kind, who wrote it, how far the reader got, what it asks."""
        return _told(ask="read", mail=mail)

    @server.tool()
    def advise(situation: dict[str, Any], now: str = "") -> dict[str, Any]:
        """Whether to reply to a rejection, until when, why, and the plan. `situation` holds answers such as stage."""
        return _told(ask="advise", situation=situation, now=now or this_moment())

    @server.tool()
    def compose(situation: dict[str, Any], kind: str = "reply", wording: int = 0, now: str = "") -> dict[str, Any]:
        """A message for a case: reply, feedback_request, follow_up and so on, with [blanks] for what is not known."""
        return _told(ask="compose", situation=situation, kind=kind, wording=wording, now=now or this_moment())

    @server.tool()
    def review(draft: str, kind: str = "reply", now: str = "") -> dict[str, Any]:
        """What would hurt the writer of a draft, where, why, and what to say instead."""
        return _told(ask="review", draft=draft, kind=kind, now=now or this_moment())

    server.run()
    return 0


def _told(**request: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer(json.dumps(request)))
    return told
