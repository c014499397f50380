"""The engine is as right from many threads at once as from one, from the first call on."""

import json
import subprocess
import sys

from sitemaker.places import ROOT

COLD_STARTS = 2  # each takes half a minute on a machine that is slow to switch threads
THREADS = 24


def asked(threads):
    command = (sys.executable, "-m", "tests.in_threads", str(threads))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_many_threads_get_the_answers_of_one_from_the_first_call_on():
    (alone, _) = asked(1)
    assert sum(json.loads(answer)["ok"] for answer in alone) > len(alone) / 2
    for _ in range(COLD_STARTS):
        assert all(answers == alone for answers in asked(THREADS))
