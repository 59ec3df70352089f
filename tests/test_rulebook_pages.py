"""The rulebook as pages: all of it, each thing once, every link leading somewhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest

from advisor.commands.program import run
from advisor.loading import RULES, load_rulebook
from advisor.markup import joined
from advisor.questionnaire import Question
from advisor.rulebook import Condition, Rulebook
from advisor.rulebook_pages import (
    KINDS,
    PAGE,
    Edition,
    Kind,
    Page,
    address,
    conditions_told,
    find,
    page_of,
    printed,
)
from advisor.rulebook_pages import overview as contents
from advisor.rulebook_pages.told import asked_of, says_told, signed
from advisor.wording import MONEY, grouped, money
from tests.sample_book import BOOK as SAMPLE

BOOK = load_rulebook(RULES)
EDITION = Edition(BOOK)
DOCUMENT = printed(BOOK)
QUESTIONS = BOOK.questionnaire.weighed()
FORMS = [form for outcome in BOOK.outcomes.values() for form in outcome.forms]
EVERYTHING: list[tuple[Kind, str]] = [
    *(("rule", rule.id) for rule in BOOK.rules),
    *(("gate", gate.id) for gate in BOOK.gates),
    *(("note", note.id) for note in BOOK.notes),
    *(("question", name) for name in QUESTIONS),
    *(("dimension", name) for name in BOOK.dimensions),
    *(("outcome", name) for name in BOOK.outcomes),
    *(("form", form.id) for form in FORMS),
    *(("source", name) for name in BOOK.sources),
    *(("theme", name) for name in {rule.theme for rule in BOOK.rules}),
    *(("part", name) for name in contents.PARTS),
]  # fmt: skip


def page(kind: Kind, name: str, edition: Edition = EDITION) -> Page:
    found = page_of(edition, kind, name)
    assert found is not None, (kind, name)
    return found


def text(markup: str) -> str:
    """The words of some markup."""
    bare = re.sub(r"<style>.*?</style>", " ", markup, flags=re.DOTALL)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare)).strip())


def links(markup: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', markup)]


def named_by(href: str) -> tuple[str, str]:
    """What a link to a page of the rulebook names."""
    parts = urlsplit(href)
    assert parts.path == PAGE
    (named,) = parse_qsl(parts.query)
    return named


def overview_page() -> str:
    return joined(
        contents.dimensions(EDITION), contents.outcomes(EDITION),
        contents.theme_links(EDITION), contents.part_links(EDITION),
    )  # fmt: skip


def test_everything_can_be_reached_from_the_overview_and_every_link_leads_somewhere() -> None:
    waiting, seen = [overview_page()], set()
    while waiting:
        for href in links(waiting.pop()):
            if href.startswith("http") or (named := named_by(href)) in seen:
                continue
            seen.add(named)
            kind, name = named
            assert kind in KINDS
            waiting.append(page(kind, name).body)  # type: ignore[arg-type]
    assert seen == set(EVERYTHING)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_well_formed_and_has_a_heading_of_its_own(kind: Kind) -> None:
    pages = [page(kind, name) for of_kind, name in EVERYTHING if of_kind == kind]
    for one in pages:
        ElementTree.fromstring(f"<page>{one.body}</page>")
        assert "{" not in one.title
        assert one.kicker
    if kind not in ("form", "source"):  # forms share the page of their outcome
        assert len({(one.kicker, one.title) for one in pages}) == len(pages)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_in_the_rulebook_has_no_page(kind: Kind) -> None:
    assert page_of(EDITION, kind, "nothing_of_that_name") is None
    assert page_of(EDITION, kind, "<script>") is None


def test_a_rule_tells_its_numbers_points_caution_sources_and_line() -> None:
    for rule in BOOK.rules:
        one = page("rule", rule.id)
        told = text(one.body)
        assert one.title == says_told(BOOK, rule).rstrip(".")
        for condition in rule.when:
            assert asked_of(QUESTIONS[condition.question], condition) in told
        for dimension, points in rule.adds.items():
            assert f"{signed(points)} {BOOK.dimensions[dimension].name.lower()}" in told
        assert rule.caution in told
        assert all(BOOK.sources[source].title in told for source in rule.sources)
        assert f"{rule.id} in {rule.theme}.yaml, line {rule.place.line}" in told
        assert "/" not in one.body.partition("<code>")[2].partition("</p>")[0].replace("</", "")


def test_a_gate_tells_what_it_rules_out_and_until_when() -> None:
    for gate in BOOK.gates:
        told = text(page("gate", gate.id).body)
        assert all(BOOK.outcomes[outcome].name in told for outcome in gate.rules_out)
        assert f"Until: {gate.until}." in told


def rows_of(question: str) -> dict[str, list[tuple[str, ...]]]:
    """The table of a question: for each band or choice the rows below it, as (link, *cells)."""
    body = page("question", question).body
    table = ElementTree.fromstring(f"<page>{body}</page>").find(".//table")
    assert table is not None
    found: dict[str, list[tuple[str, ...]]] = {}
    for group in table.findall("tbody"):
        rows = group.findall("tr")
        name = rows[0].findtext(".//code") or ""
        found[name] = [_row(row) for row in rows[1:]]
    return found


def _row(row: ElementTree.Element) -> tuple[str, ...]:
    cells = row.findall("td")
    link = cells[0].find("a")
    href = "" if link is None else link.attrib["href"]
    return (href, *("".join(cell.itertext()) for cell in cells[1:]))


def holds_in(question: Question, condition: Condition, cell: str) -> bool:
    """Whether an answer in this band, or this choice alone, satisfies the condition."""
    if question.kind == "choices":
        return condition.satisfied_by(question, frozenset([cell]))
    band = next((b for b in question.bands if b.name == cell), None)
    return condition.satisfied_by(question, cell if band is None else band.start)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_band_lists_exactly_the_rules_that_hold_in_it_with_their_points(question: str) -> None:
    asked, rows = QUESTIONS[question], rows_of(question)
    assert set(asked.cells) <= set(rows)
    for cell in asked.cells:
        shown = {row[0]: row[1:] for row in rows[cell] if row[0].startswith(f"{PAGE}?rule=")}
        assert len(shown) == sum(row[0].startswith(f"{PAGE}?rule=") for row in rows[cell])
        expected = {
            address("rule", rule.id): tuple(
                signed(rule.adds[d]) if d in rule.adds else "" for d in BOOK.dimensions
            )
            for rule in BOOK.rules
            for condition in rule.when
            if condition.question == question
            and condition.test in ("is", "includes any")
            and holds_in(asked, condition, cell)
        }
        assert shown == expected


def test_what_counts_choices_stands_below_them_all() -> None:
    for question in QUESTIONS:
        below = {row[0] for row in rows_of(question).get("", [])}
        counting = {
            address("rule", rule.id)
            for rule in BOOK.rules
            for condition in rule.when
            if condition.question == question
            and condition.test in ("at least", "at most", "includes none")
        }
        assert {href for href in below if "?rule=" in href} == counting


def test_every_edge_of_every_band_is_told() -> None:
    for name, question in QUESTIONS.items():
        told = text(page("question", name).body)
        assert question.why in told
        if question.kind == "number":
            for band in question.bands[1:]:
                worded = money if question.unit.startswith(MONEY) else grouped
                assert worded(band.start) in told, (name, band)
        assert all(choice.label in told for choice in question.choices)
        assert all(step in told for step in question.steps)


@pytest.mark.parametrize("dimension", BOOK.dimensions)
def test_a_dimension_lists_each_of_its_rules_once(dimension: str) -> None:
    hrefs = Counter(links(page("dimension", dimension).body))
    assert {h: n for h, n in hrefs.items() if "?rule=" in h} == {
        address("rule", rule.id): 1 for rule in BOOK.rules if dimension in rule.adds
    }


@pytest.mark.parametrize("outcome", BOOK.outcomes)
def test_an_outcome_tells_its_rows_gates_forms_and_briefs(outcome: str) -> None:
    one = page("outcome", outcome)
    told = text(one.body)
    for row in BOOK.decision.rows:
        assert (row.says in told) == (row.outcome == outcome)
    gates = {h for h in links(one.body) if "?gate=" in h}
    assert gates == {address("gate", g.id) for g in BOOK.gates if outcome in g.rules_out}
    for form in BOOK.outcomes[outcome].forms:
        assert f'<section id="form-{form.id}">' in one.body
        assert form.verdict in told
        assert all(sentence in told for sentence in (*form.brief.kpis, *form.brief.next_steps))
        assert all(kind.says in told for kind in form.archetypes)


def test_a_form_opens_the_page_of_its_outcome_at_the_form() -> None:
    for outcome in BOOK.outcomes.values():
        for form in outcome.forms:
            one = page("form", form.id)
            assert one.title == outcome.name
            assert f'id="{one.goal}"' in one.body


def test_a_source_lists_everything_that_rests_on_it() -> None:
    for name in BOOK.sources:
        one = page("source", name)
        resting = {named_by(h) for h in links(one.body) if h.startswith(PAGE)}
        assert resting == {
            *(("rule", rule.id) for rule in BOOK.rules if name in rule.sources),
            *(("gate", gate.id) for gate in BOOK.gates if name in gate.sources),
            *(("note", note.id) for note in BOOK.notes if name in note.sources),
            *(("form", form.id) for form in FORMS if name in form.brief.sources),
            *(("form", f.id) for f in FORMS for a in f.archetypes if name in a.sources),
        }
        assert BOOK.sources[name].supports in text(one.body)


def question(kind: str, name: str = "") -> Question:
    """A shipped question of this kind, or with this name."""
    return QUESTIONS[name] if name else next(q for q in QUESTIONS.values() if q.kind == kind)


NUMBER = replace(question("", "headcount"), unit="people", unit_one="person")


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        ((0,), "under 10 people"),
        ((1, 2), "10 to under 50 people"),
        ((0, 1), "under 30 people"),
        ((5, 6), "250 people or more"),
        ((0, 6), "under 10 people or 1,000 people or more"),
        ((0, 1, 2, 3, 4, 5, 6), "any number"),
    ],
)
def test_neighbouring_bands_are_told_as_one_stretch(bands: tuple[int, ...], told: str) -> None:
    starts = (1, 10, 30, 50, 100, 250, 1000)
    cut = tuple(replace(b, start=s) for b, s in zip(NUMBER.bands, starts, strict=True))
    asked = replace(NUMBER, bands=cut)
    names = frozenset(cut[n].name for n in bands)
    assert asked_of(asked, Condition(asked.id, "", "is", names)) == told


def test_every_condition_of_the_rulebook_is_told_without_ids() -> None:
    for rule in (*BOOK.rules, *BOOK.gates, *BOOK.notes):
        if rule.when:
            assert not re.search(r"[_{}]", conditions_told(BOOK, rule.when)), rule.id
            assert not re.search(r"[_{}]", says_told(BOOK, rule)), rule.id


class Reading(HTMLParser):
    """What a browser would find in a document: its elements, ids, links and headings."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.levels: list[int] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.elements[tag] += 1
        self.attributes |= set(held)
        if held.get("id"):
            self.ids[str(held["id"])] += 1
        if held.get("href"):
            self.links.append(str(held["href"]))
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


def read(document: str) -> Reading:
    reading = Reading()
    reading.feed(document)
    return reading


def test_the_printed_rulebook_holds_everything_once() -> None:
    ids = read(DOCUMENT).ids
    assert {f"{kind}-{name}": ids[f"{kind}-{name}"] for kind, name in EVERYTHING} == {
        f"{kind}-{name}": 1 for kind, name in EVERYTHING
    }
    assert [name for name, count in ids.items() if count > 1] == []
    told = text(DOCUMENT)
    for entry in (*BOOK.rules, *BOOK.gates, *BOOK.notes):
        assert says_told(BOOK, entry).rstrip(".") in told
    assert all(change in told for change in BOOK.changes)
    assert all(promise.says in told for promise in BOOK.properties)


def test_every_link_of_the_printed_rulebook_leads_to_a_place_in_it_or_to_a_source() -> None:
    reading = read(DOCUMENT)
    inside = {href[1:] for href in reading.links if href.startswith("#")}
    assert inside <= set(reading.ids)
    outside = {href for href in reading.links if not href.startswith("#")}
    assert outside <= {source.link for source in BOOK.sources.values()}


def test_the_printed_rulebook_needs_nothing_from_anywhere() -> None:
    reading = read(DOCUMENT)
    fetching = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg"}
    assert not fetching & set(reading.elements)
    assert not {a for a in reading.attributes if a.startswith("on") or a in ("src", "style")}
    style = "".join(re.findall(r"<style>(.*?)</style>", DOCUMENT, re.DOTALL))
    assert "@media print" in style
    assert not re.search(r"url\(|@import|https?:", style)


def test_the_printed_rulebook_is_well_formed_with_headings_in_order() -> None:
    ElementTree.fromstring(DOCUMENT.partition("\n")[2])
    levels = read(DOCUMENT).levels
    assert levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_the_same_rulebook_is_printed_the_same() -> None:
    assert printed(load_rulebook(RULES)) == DOCUMENT
    assert "/work" not in DOCUMENT
    assert str(RULES) not in DOCUMENT


EVIL = '</section><script>alert(1)</script><img src=x onerror="alert(2)"> & "quoted" $x$ **b**'


def hostile(book: Rulebook) -> Rulebook:
    """The rulebook with markup wherever its author may write."""
    rule, gate, note = book.rules[0], book.gates[0], book.notes[0]
    source = next(iter(book.sources.values()))
    link = 'https://example.org/"><script>alert(3)</script>'
    return replace(
        book,
        name=EVIL,
        version=EVIL,
        changes=(EVIL,),
        rules=(replace(rule, says=EVIL, caution=EVIL, theme=EVIL), *book.rules[1:]),
        gates=(replace(gate, says=EVIL, until=EVIL), *book.gates[1:]),
        notes=(replace(note, says=EVIL), *book.notes[1:]),
        sources={
            **book.sources,
            source.id: replace(source, title=EVIL, supports=EVIL, link=link),
        },
    )


@pytest.mark.parametrize("book", [BOOK, SAMPLE], ids=["shipped", "sample"])
def test_markup_in_rule_files_stays_text(book: Rulebook) -> None:
    evil = hostile(book)
    edition = Edition(evil)
    pages = [
        page("rule", evil.rules[0].id, edition),
        page("gate", evil.gates[0].id, edition),
        page("note", evil.notes[0].id, edition),
        page("source", next(iter(evil.sources)), edition),
        page("theme", EVIL, edition),
    ]
    for one in pages:
        ElementTree.fromstring(f"<page>{one.body}</page>")
        assert not {"script", "img"} & set(read(one.body).elements)
    assert pages[0].title == EVIL
    document = read(printed(evil))
    assert not {"script", "img"} & set(document.elements)
    assert EVIL in unescape(re.sub(r"\s+", " ", printed(evil)))


def test_a_source_whose_address_runs_code_is_no_link() -> None:
    source = replace(next(iter(BOOK.sources.values())), link="javascript:alert(1)")
    book = replace(BOOK, sources={**BOOK.sources, source.id: source})
    assert "javascript:" not in page("source", source.id, Edition(book)).body
    assert "javascript:" not in printed(book)


def test_no_source_learns_which_page_the_reader_came_from() -> None:
    for name, source in BOOK.sources.items():
        if source.link.startswith("http"):
            assert 'rel="noreferrer"' in page("source", name).body


def test_a_rule_is_found_by_its_id_and_by_what_it_says() -> None:
    for rule in BOOK.rules[::4]:
        for words in (rule.id, says_told(BOOK, rule)[:60]):
            assert ("rule", rule.id) in {(hit.kind, hit.id) for hit in find(BOOK, words)}, words


def test_a_search_needs_every_word_in_any_order_and_any_case() -> None:
    hits = {hit.id for hit in find(BOOK, "founder sites")}
    assert hits == {hit.id for hit in find(BOOK, "SITES  Founder")}
    assert hits == {h.id for h in find(BOOK, "founder")} & {h.id for h in find(BOOK, "sites")}
    assert hits


@pytest.mark.parametrize("words", ["", "   ", "no such words anywhere", "\x00", "<script>"])
def test_a_search_without_words_or_without_luck_finds_nothing(words: str) -> None:
    assert find(BOOK, words) == ()


def test_an_endless_search_is_cut_short() -> None:
    assert find(BOOK, "founder " * 100_000) == find(BOOK, "founder")


def test_the_command_writes_the_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "rulebook.html"
    target.write_text("the one before", "utf-8")
    assert run(["rulebook", "-o", str(target)]) == 0
    assert target.read_text("utf-8") == DOCUMENT
    assert str(target) in capsys.readouterr().out
    assert [file.name for file in tmp_path.iterdir()] == ["rulebook.html"]


def test_the_command_writes_nothing_where_it_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Path(__file__).parent / "broken_rulebooks" / "source_that_does_not_exist"
    target = tmp_path / "rulebook.html"
    assert run(["--rules", str(broken), "rulebook", "-o", str(target)]) == 1
    assert run(["rulebook", "-o", str(tmp_path / "no" / "such" / "folder.html")]) == 2
    assert run(["rulebook"]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in capsys.readouterr().err
