"""A program that saves without end, and is started again as often as it is killed.

For each line that comes in it starts a writer, which says on a line of its own what it has saved,
and tells "end" when that is killed. Loading everything once makes 200 starts a matter of seconds.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from advisor.storage import Assessments, Draft, new_token

LONG = {"summary": "word " * 900}


def say(*words: object) -> None:
    """One line in one write: lines of several programs do not mix."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def write(folder: Path, token: str) -> None:
    """Change one assessment and begin another, over and over."""
    kept = Assessments.in_folder(folder)
    draft = kept.load(token) or Draft(token, report=LONG)
    while True:
        count = draft.edition + 1
        draft = kept.save(token, replace(draft, answers={"count": count}))
        say("saved", token, count)
        begun = kept.save(new_token(), Draft("", answers={"count": 1}, report=LONG))
        say("saved", begun.token, 1)


def main() -> None:
    """Start a writer for each line that comes in."""
    folder, token = Path(sys.argv[1]), new_token()
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            write(folder, token)
        say("started", child)
        os.waitpid(child, 0)
        say("end")


if __name__ == "__main__":
    main()
