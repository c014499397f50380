"""The command: what it prints for people, gives to programs, and ends with."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import get_args

import pytest

import gracious_reply
from generator.book.book import book
from gracious_reply import BadRequest, Kind, advise, compose, read, review, situation_of
from gracious_reply.command import main

NURSE = """\
Dear Amina,

It was lovely to meet you on Tuesday. In the end we have offered the post of Staff Nurse to somebody else.

Kind regards
Helen Pryce
Ward Manager
St Brannock's Hospital
"""
NOW = "2026-03-04T10:00:00+00:00"


@pytest.fixture
def mail(tmp_path):
    path = tmp_path / "mail.txt"
    path.write_text(NURSE, encoding="utf-8")
    return str(path)


def test_read_tells_what_was_read_the_rule_and_the_place(mail, capsys):
    assert main(["read", mail]) == 0
    told = capsys.readouterr().out
    assert "kind: rejection, A rejection" in told
    assert "recipient: Helen Pryce" in told
    assert '3:58 "offered the post of Staff Nurse to somebody' in told
    assert "chose-someone-else" in told


def test_what_an_email_says_is_the_case_and_the_command_line_has_the_last_word(mail, capsys):
    assert main(["compose", "--mail", mail, "--now", NOW, "your_name=Amina Diallo", "company=Ward 7"]) == 0
    told = capsys.readouterr().out
    assert "Hi Helen," in told
    assert "Ward 7" in told
    assert "Brannock" not in told
    assert "Amina Diallo" in told


def test_advice_is_told_with_its_rules_and_its_plan(mail, capsys):
    assert main(["advise", "--mail", mail, "--now", NOW]) == 0
    told = capsys.readouterr().out
    assert "[personal-message]" in told
    assert "What comes next" in told
    assert "(reapply)" in told


def test_a_draft_that_should_not_be_sent_ends_with_one(tmp_path, capsys):
    draft = tmp_path / "draft.txt"
    draft.write_text("Hi Ana,\n\nThank you. I think you made a mistake.\n\nKim", encoding="utf-8")
    assert main(["review", str(draft), "--now", NOW]) == 1
    told = capsys.readouterr().out
    assert 'error: 3:12 "I think you made a mistake." arguing' in told
    draft.write_text("Hi Ana,\n\nThank you for letting me know. I wish you all the best.\n\nKim", encoding="utf-8")
    assert main(["review", str(draft), "--now", NOW]) == 0


def test_json_is_the_answer_of_the_contract(mail, capsys):
    assert main(["compose", "--json", "stage=interview", "--now", NOW]) == 0
    told = json.loads(capsys.readouterr().out)
    request = {"ask": "compose", "situation": {"stage": "interview"}, "kind": "reply", "wording": 0, "now": NOW}
    assert told == json.loads(gracious_reply.answer(json.dumps(request)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read", "nowhere.txt"], "nowhere.txt cannot be read"),
        (["compose", "stage=moon"], "stage: Please choose one of: application"),
        (["compose", "stgae=interview"], "write name=value, with one of these names: mail_kind"),
        (["advise", "--now", "soon"], "now: "),
        (["advise", "--situation", "SITUATION"], "holds no JSON object"),
        (["compose", "reapply_after_months=many"], "reapply_after_months: "),
    ],
)
def test_what_cannot_be_answered_is_said_in_words_and_ends_with_two(arguments, said, tmp_path, capsys):
    given = tmp_path / "given.json"
    given.write_text("[]", encoding="utf-8")
    assert main([str(given) if one == "SITUATION" else one for one in arguments]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert not told.out


def piped(*arguments: str, text: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", *arguments], input=text, capture_output=True, timeout=60)


def test_an_email_is_piped_in_whatever_its_encoding():
    for name in ("generator", "gracious_reply"):
        done = piped(name, "read", text="Dear Zoë,\n\nUnfortunately we chose another baker.\n\nAna".encode("cp1252"))
        assert done.returncode == 0
        assert "your_name: Zoë" in done.stdout.decode()
        assert not done.stderr


def test_requests_come_line_by_line_and_a_bad_one_stops_nothing():
    asked = [{"ask": "read", "mail": NURSE}, "nonsense", {"ask": "compose", "situation": {}, "now": NOW}]
    lines = [one if isinstance(one, str) else json.dumps(one) for one in asked]
    done = piped("gracious_reply", "serve", text="\n".join(lines).encode())
    assert [json.loads(line)["ok"] for line in done.stdout.decode().splitlines()] == [True, False, True]


def test_the_four_jobs_are_tools_of_the_model_context_protocol():
    from anyio import run
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    async def asked():
        server = StdioServerParameters(command=sys.executable, args=["-m", "gracious_reply", "serve", "--mcp"])
        async with stdio_client(server) as (reads, writes), ClientSession(reads, writes) as session:
            await session.initialize()
            tools = await session.list_tools()
            told = await session.call_tool("read", {"mail": NURSE})
            return {tool.name for tool in tools.tools}, json.loads(told.content[0].text)

    with ThreadPoolExecutor() as threads:  # another test of this process may have a loop of its own
        names, told = threads.submit(run, asked).result()
    assert names == {"read", "advise", "compose", "review"}
    assert told["reading"]["recipient"] == "Helen Pryce"


def test_the_package_takes_keywords_and_gives_typed_answers():
    case = situation_of(read(NURSE))
    assert case["stage"] == "interview"
    now = datetime.fromisoformat(NOW)
    assert advise(case, now=now).verdict == "reply"
    assert "Helen" in compose("reply", case, now=now, your_name="Amina").body
    assert "stage" in advise(now=now).needs
    draft = "Hi Ana,\n\nThank you. I think you made a mistake.\n\nKim"
    assert review(draft, now=now, company="Ward 7").verdict == "do_not_send"
    assert compose(stage="interview", asks=("call",), received_at=now, now=now).kind == "reply"
    with pytest.raises(BadRequest, match="stage: Please choose"):
        advise(stage="moon", now=now)


def test_kinds_and_fields_are_the_engine_s_own():
    assert sorted(get_args(Kind)) == sorted(book()["letters"]) == sorted(gracious_reply.KINDS)
    assert gracious_reply.FIELDS["stage"] == ("application", "phone_screen", "interview", "final_round")
    assert gracious_reply.FIELDS["company"] == ()
    assert set(gracious_reply.FIELDS) == set(book()["fields"])
