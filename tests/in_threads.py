"""Asks the engine from many threads at once, from the first call of a fresh process on: prints the answers as JSON.

python -m tests.in_threads THREADS     with one thread, what the others have to be like
"""

import json
import sys
from threading import Barrier, Thread

from generator import answer
from tests import asking


def requests() -> list[str]:
    """Some of each kind, over whole mails and drafts."""
    asked = [{"ask": "read", "mail": mail} for mail in asking.mails()[:3]]
    asked += [{"ask": "review", "draft": draft, "kind": "reply", "now": asking.NOW} for draft in asking.drafts()[:3]]
    return asking.as_text([*asked, *asking.generated(3, seed=5)])


def main(threads: int) -> None:
    """Each thread begins with another request, so that all of them meet what nobody has asked for yet."""
    asked = requests()
    barrier, answers = Barrier(threads), [[""] * len(asked) for _ in range(threads)]

    def ask(thread: int) -> None:
        barrier.wait()
        for turn in range(len(asked)):
            at = (thread + turn) % len(asked)
            answers[thread][at] = answer(asked[at])

    sys.setswitchinterval(1e-6)
    running = [Thread(target=ask, args=(thread,)) for thread in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    again = [answer(request) for request in asked]  # what was left behind is as good
    print(json.dumps([*answers, again]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
