"""The guide to the rule files says nothing that is not so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor import screens
from advisor.commands import compare_text
from advisor.loading import RULES, load_rulebook, load_texts
from advisor.rulebook import Brief, Outcome

GUIDE = (RULES / "README.md").read_text("utf-8")


def test_every_id_in_the_table_of_articles_exists() -> None:
    book = load_rulebook(RULES)
    named = set(re.findall(r"`(\w+)`", GUIDE.partition("# Where the founding articles went")[2]))
    forms = {form.id for outcome in book.outcomes.values() for form in outcome.forms}
    known = {rule.id for rule in book.rules} | {gate.id for gate in book.gates} | forms
    known |= {note.id for note in book.notes}
    known |= {*book.outcomes, *book.questionnaire.weighed(), *book.dimensions, "judgement"}
    known |= {*book.questionnaire.responsibilities}
    known |= {*Brief.__dataclass_fields__, *Outcome.__dataclass_fields__}
    assert len(named) > 100
    assert named - known == set()


def test_every_entry_that_the_guide_shows_loads_as_it_stands() -> None:
    texts = {
        path.relative_to(RULES).as_posix(): path.read_text("utf-8").replace("full: yes", "full: no")
        for path in RULES.rglob("*.yaml")
    }
    shown = re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", GUIDE, re.DOTALL)
    entries = [(file, entry) for file, entry in shown if entry.count("\n") > 3]
    assert len(entries) >= 5
    for file, entry in entries:
        texts[file] += f"\n{entry}"
    assert load_texts({name: text.encode() for name, text in texts.items()}, "rules")


TASKS = (
    "Move a threshold",
    "Add a rule",
    "Add a question",
    "Repair a wrong recommendation",
)
SCREENS = Path(screens.__file__).parent
PROGRAM = "".join(path.read_text("utf-8") for path in sorted(SCREENS.rglob("*.py")))
SHOWN = re.sub(r'"\s*\n\s*f?"', "", PROGRAM)
"""The source of the pages, with texts that run over several lines in one piece."""


def part(title: str) -> str:
    """What the guide says under a heading of the second level."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |^---|\Z)", GUIDE, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


def in_the_app(text: str) -> str:
    return text.partition("### In the app")[2].partition("### In the files")[0]


@pytest.mark.parametrize("task", TASKS)
def test_each_task_can_be_done_in_the_app_up_to_publishing(task: str) -> None:
    steps = in_the_app(part(task))
    assert re.findall(r"^(\d)\. ", steps, re.MULTILINE)[:3] == ["1", "2", "3"]
    assert "**Publish**" in steps
    assert "python" not in steps


@pytest.mark.parametrize("task", [*TASKS, "Change something in the app"])
def test_what_the_guide_says_to_press_is_on_the_pages(task: str) -> None:
    text = part(task)
    steps = in_the_app(text) or text
    labels = [label.replace("\n", " ") for label in re.findall(r"\*\*(.+?)\*\*", steps, re.DOTALL)]
    assert len(labels) >= 5
    for label in labels:
        pieces = [piece.strip() for piece in re.split(r"\.\.\.", label)]
        assert all(piece in SHOWN or piece in MADE for piece in pieces), label


MADE = {
    "stretched begins at": 'f"{name} begins at"',
    "Add a rule": 'f"Add {NEW[kind]}"',
    "Add a question": 'f"Add {NEW[kind]}"',
    "for the": 'f"Answer {question} for {count} full: yes"',
    "that say full: yes": '"the {len(gaps)} that say"',
    "Keep them, and write full: no in the others": "Keep them, and write `full: no` in the others",
}
"""Labels that the pages put together, and the source that does."""


def test_labels_that_are_put_together_are_still_made_so() -> None:
    assert [made for made in MADE.values() if made.strip('"') not in SHOWN] == []


def test_what_the_guide_shows_of_a_comparison_is_what_the_command_says() -> None:
    shown = re.findall(r"```text\n(.*?)```", part("See what your change does"), re.DOTALL)
    assert shown == [f"{compare_text.STEPS['major']}\nProposed version: 2.0.0\n"]


def test_every_link_within_the_guide_leads_to_a_heading() -> None:
    seen: dict[str, int] = {}
    anchors = set()
    for title in re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL), re.M):
        slug = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        anchors.add(f"{slug}-{seen[slug]}" if slug in seen else slug)
        seen[slug] = seen.get(slug, 0) + 1
    links = re.findall(r"\]\(#([\w-]+)\)", GUIDE)
    assert links
    assert set(links) - anchors == set()
    text = GUIDE[: GUIDE.index("(#in-the-files-2)")]
    assert text.rfind("\n## Add a question") > text.rfind("\n## Add a rule")
