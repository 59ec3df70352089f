"""Two people in one program: nothing of one reaches the other, on no page and by no link."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.editing.files import texts_in
from advisor.editing.keeping import Proposals
from advisor.editing.proposal import Proposal
from advisor.loading import load_texts
from advisor.proofs.merging import merge
from advisor.screens import who
from advisor.screens.sheet import draft_of
from advisor.screens.start import finished_example
from advisor.screens.workshop import looking
from advisor.screens.workshop.mine import Work
from advisor.screens.workshop.proposed import Both
from advisor.storage import Assessments, Draft, Person, new_token
from tests.loading import small
from tests.screens.conftest import ROOT
from tests.screens.test_log_in import CLAIMS, SECTION
from tests.screens.test_workshop_impact import ANSWERS, LEADERSHIP
from tests.screens.words import RULEBOOK

COMPANY = "Zebra and Daughters"
ANN = Person("https://login.example.org ann-1", "Ann Bell", "ann@example.org")
BEN: Mapping[str, Any] = {
    **CLAIMS, "sub": "ben-2", "nonce": "n-2", "name": "Ben", "email": "ben@example.org",
}  # fmt: skip
SHARED = {
    "clients.found._short_form": "a number of questions, by rulebook",
    "kept._follow": "the rule files",
    "kept._open": "a database; what of it somebody sees is asked anew in each run",
    "kept._at": "a database; what of it somebody sees is asked anew in each run",
    "rulebook.state._findings": "what was proved about the rules",
    "rulebook.state._examples": "the worked examples of the rules",
    "who.ended": "marks of log-ins that were ended",
    "workshop.editor._edition": "the editor's own script",
    "workshop.gaps._full_ones": "worked examples, by the text of their file",
    "workshop.impact._flips": "worked examples, by the texts of both rulebooks",
    "workshop.jobs.jobs": "work by the texts of both rulebooks, and by person or uploaded file",
    "workshop.mine._checked": "a rulebook, by its texts",
    "workshop.things._in_file": "entries of a rule file, by its text",
    "workshop.things._tree": "entries of a rule file, by its text",
    "workshop.trying._flipping": "worked examples, by the texts of both rulebooks",
    "workshop.verdict.prover": "what was found in a rulebook, by its texts",
}
"""Everything that all sessions share, and what it holds: nothing that tells of a person, or only
under a key that nobody has who does not have the very same texts."""
CACHES = {"cache_resource", "cache_data", "lru_cache", "cache"}


def opened(claims: Mapping[str, Any], page: str, token: str = "") -> AppTest:
    """A page as one person opens it in a new tab."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.secrets, app.user = {"auth": SECTION}, dict(claims)
    if token:
        app.query_params["draft"] = token
    app.run()
    app._page_hash = app.session_state["desk"].pages[page]._script_hash
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Everything that a page sends to the browser, without what each tab has anew: its link, and
    the names of files and forms."""
    sent = repr([element.proto for element in app._tree if hasattr(element, "proto")])
    draft = app.session_state["desk"].draft
    without_link = sent.replace(draft.token, "(link)") if draft else sent
    return re.sub(r"[0-9a-f]{12,}", "(name)", without_link)


def pages() -> list[str]:
    """Every page that there is, by name."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.secrets, app.user = {"auth": SECTION}, dict(CLAIMS)
    return list(app.run().session_state["desk"].pages)


@pytest.fixture
def anns(data: Path) -> Draft:
    """What Ann keeps: everything answered, and her words for the report."""
    example = finished_example(RULEBOOK)
    assert example
    held = replace(draft_of(example.profile, company=COMPANY), report={"summary": COMPANY})
    return Assessments.in_folder(data).seen_by(ANN).save(new_token(), held)


def test_every_page_of_hers_shows_the_company_to_its_owner(anns: Draft) -> None:
    """What is looked for below can be seen at all."""
    for page in ("tasks", "recommendation", "report", "my-data"):
        assert COMPANY in shown(opened(CLAIMS, page, anns.token)), page


def test_somebody_elses_link_shows_what_a_wrong_link_shows(anns: Draft) -> None:
    """Ann looked at the same pages in the same program just before."""
    names, before = pages(), globals_of_pages()
    for page in names:
        opened(CLAIMS, page, anns.token)
    after = globals_of_pages()
    assert "advisor.screens.people.pages.PAGES" in before
    assert {name: after[name] for name in before} == before, "a module remembers something"
    assert [name for name, value in after.items() if COMPANY in value] == []
    for page in names:
        hers, wrong = (shown(opened(BEN, page, token)) for token in (anns.token, new_token()))
        assert COMPANY not in hers, page
        assert hers == wrong, page


def test_ending_a_share_closes_what_is_open(anns: Draft, data: Path) -> None:
    kept = Assessments.in_folder(data)
    kept.share(anns.token, "ben@example.org")
    app = opened(BEN, "tasks", anns.token)
    assert COMPANY in shown(app)
    kept.unshare(anns.token, "ben@example.org")
    app.run()
    assert COMPANY not in shown(app)
    assert app.session_state["desk"].draft is None
    assert "shared with you no more" in app.info[0].value


def test_only_the_owner_shares_and_others_can_leave(anns: Draft, data: Path) -> None:
    kept = Assessments.in_folder(data)
    kept.share(anns.token, "ben@example.org")
    app = opened(BEN, "sharing", anns.token)
    assert [button.label for button in app.button] == ["Leave it"]
    app.button(key="leave").click().run()
    assert kept.shared_with(anns.token) == ()
    assert COMPANY not in shown(app)


def test_erasing_takes_the_changes_of_rules_along_and_leaves_what_is_shared(
    anns: Draft, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, proposals = Assessments.in_folder(data), Proposals(data / "proposals")
    kept.share(anns.token, "ben@example.org")
    for author in ("ben@example.org", "ann@example.org"):
        proposals.change(author, lambda _, author=author: Proposal(author, mine={"a.yaml": "b: 1"}))
    app = opened(BEN, "my-data")
    assert "You have no assessment yet." in shown(app)
    assert "Shared with you" in shown(app)
    assert "Your changes of the rules that are not published yet." in shown(app)
    app.button(key="erase").click().run()
    told = shown(app)
    for sentence in (
        "You have no assessment that could go.",
        "What others share with you stays theirs.",
        "Your changes of the rules that are not published go.",
    ):
        assert sentence in told
    app.button(key="sure-erase").click().run()
    assert proposals.authors() == ("ann@example.org",)
    assert kept.load(anns.token) == anns
    assert kept.shared_with(anns.token) == ()


def test_saved_assessments_are_looked_at_for_each_author_apart(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where both saved at the same moment, and changed the rules in the same way."""
    texts = texts_in(small.FOLDER)
    changed = texts | {LEADERSHIP: texts[LEADERSHIP].replace("overloaded: 13", "overloaded: 15")}
    old, new = load_texts(texts), load_texts(changed)
    both = Both(Work(texts, None, changed), old, new, merge(old, new), ("apart", "apart"))
    monkeypatch.setattr(looking, "_newest", lambda _: "now")
    for person in (ANN, Person("i ben", "Ben")):
        monkeypatch.setattr(who, "person", lambda person=person: person)
        drafts = Assessments.in_folder(data).seen_by(person)
        drafts.save(new_token(), Draft("", ANSWERS, company=f"Company of {person.name}"))
        job = looking.saved(both, drafts, named=False)
        assert job.ended.wait(60)
        assert job.result
        (flip,) = job.result.flips.changed
        assert flip.name.startswith(f"Company of {person.name}, saved on")


def test_what_others_change_is_theirs_to_change_while_it_is_shared(anns: Draft, data: Path) -> None:
    kept = Assessments.in_folder(data)
    kept.share(anns.token, "ben@example.org")
    app = opened(BEN, "tasks", anns.token)
    app.radio[0].set_value("short").run()
    found = kept.load(anns.token)
    assert found
    assert found.form == "short"
    assert kept.owner(anns.token) == ANN.id


def test_what_somebody_begins_is_theirs(data: Path) -> None:
    app = opened(BEN, "start")
    app.button(key="short").click().run()
    (line,) = Assessments.in_folder(data).listed()
    assert line.owner == "https://login.example.org ben-2"


def caches(folder: Path) -> Iterator[str]:
    """Everything in the pages that remembers what it was asked, by module and name."""
    for path in folder.rglob("*.py"):
        module = ".".join(path.relative_to(folder).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and CACHES & set(
                map(_called, node.decorator_list)
            ):
                yield f"{module}.{node.name}"


def _called(decorator: ast.expr) -> str:
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")


def test_all_that_sessions_share_is_known() -> None:
    assert set(caches(ROOT / "advisor" / "screens")) == set(SHARED)


def globals_of_pages() -> dict[str, str]:
    """What the modules of the pages hold beside functions and classes, as far as it can change."""
    return {
        f"{name}.{key}": repr(value)
        for name, module in list(sys.modules.items())
        if name.startswith("advisor.screens")
        for key, value in vars(module).items()
        if isinstance(value, dict | list | set) and not key.startswith("__")
    }
