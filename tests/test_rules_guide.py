"""The guide to the rule files says nothing that is not so."""

from __future__ import annotations

import re

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
