"""A sound rulebook is loaded whole; a broken one tells every mistake of every file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.examples import run_examples
from advisor.loading import RULES, load_rulebook, load_texts
from advisor.mistakes import Mistakes
from advisor.questionnaire import UNKNOWN, Holding
from advisor.rulebook import Condition, Place
from tests.loading import small


def test_questions_keep_their_order_bands_units_and_choices() -> None:
    questions = small.questionnaire().questions
    assert list(questions)[:2] == ["headcount", "budget"]
    assert questions["headcount"].band_of(49) == "small"
    assert questions["headcount"].unit_one == "person"
    assert questions["budget"].high == 1_000_000
    assert questions["processes"].steps[4] == "Documented, measured and improved"
    assert questions["part_time"].cells == ("yes", "no")
    assert questions["ownership"].choice("family").says == "a family business"
    assert questions["ownership"].choice("listed").says == "listed"
    assert questions["motives"].most == 2


def test_conditions_name_every_band_that_satisfies_them() -> None:
    overloaded, size = small.rulebook().rules[0].when
    assert overloaded == Condition("direct_reports", "overloaded", "is", frozenset({"overloaded"}))
    assert size.names == {"midsize", "large"}


def test_every_entry_knows_its_place() -> None:
    rulebook = small.rulebook()
    assert rulebook.rules[1].place == Place("small_rulebook/leadership.yaml", 10, 1)
    assert rulebook.decision.rows[2].place.line == 12
    assert rulebook.form("not_yet").place == Place("small_rulebook/outcomes.yaml", 50, 5)
    assert rulebook.sources["judgement"].place.line == 8


def test_the_theme_of_a_rule_is_its_file() -> None:
    assert [rule.theme for rule in small.rulebook().rules] == ["leadership", "leadership", "size"]


def test_shares_count_the_rows_of_their_tags_and_ids() -> None:
    share = small.questionnaire().shares["gap"]
    assert share.rows == ("r01", "r03")
    assert share.question.unit == "percent"


def test_a_source_without_a_link_has_none() -> None:
    assert small.rulebook().sources["judgement"].link == ""


def test_examples_are_read_like_answer_sheets_and_hold() -> None:
    first, second = small.rulebook().examples
    assert first.profile.answers["ownership"] is UNKNOWN
    assert first.profile.responsibilities["r01"] == Holding("nobody")
    assert second.allowed == {"no_new_role"}
    assert all(result.holds for result in run_examples(small.rulebook()))


def test_reachable_all_names_every_outcome_and_form() -> None:
    names = small.rulebook().properties[-1].names
    assert {"coo", "no_new_role", "fractional_coo", "not_yet"} <= set(names)


def test_mistakes_of_all_files_are_told_at_once_in_order() -> None:
    files = small.texts()
    with pytest.raises(Mistakes) as caught:
        load_texts(
            {
                **files,
                "gates.yaml": files["gates.yaml"].replace("at most 0", "none"),
                "leadership.yaml": files["leadership.yaml"]
                .replace("overloaded\n", "overlaoded\n")
                .replace("need: 2", "ned: 7"),
                "sources.yaml": "study: [",
            }
        )
    places = [str(mistake.place) for mistake in caught.value.mistakes]
    assert places == [
        "rules/gates.yaml, line 3",
        "rules/leadership.yaml, line 4",
        "rules/leadership.yaml, line 6",
        "rules/leadership.yaml, line 6",
        "rules/sources.yaml, line 1",
    ]
    assert str(caught.value).endswith("5 mistakes. Nothing was loaded.")


def test_an_entry_with_a_mistake_is_still_known_to_others() -> None:
    files = small.texts()
    broken = files["sources.yaml"].replace("grade: A", "grade: Z")
    assert len(small.mistakes_with({"sources.yaml": broken})) == 1


@pytest.mark.parametrize("file", sorted(small.texts()))
def test_an_unreadable_file_makes_no_mistakes_elsewhere(file: str) -> None:
    (mistake,) = small.mistakes_with({file: "a: [b"})
    assert mistake.place.file == f"rules/{file}"


def test_a_question_that_many_full_examples_lack_is_one_mistake() -> None:
    text = small.texts()["examples/companies.yaml"].replace("    processes: 2\n", "")
    first, second = text, text.replace("_firm:", "_shop:").partition("quiet_family_shop:")
    both = first + "".join(second[1:])
    (mistake,) = small.mistakes_with({"examples/companies.yaml": both})
    assert mistake.what == "2 examples with full: yes have no answer to processes."
    assert mistake.legal == ("quiet_family_firm", "quiet_family_shop")


def test_an_answer_with_a_mistake_is_not_told_as_missing_too() -> None:
    text = small.texts()["examples/companies.yaml"].replace("processes: 2", "processes: 22")
    (mistake,) = small.mistakes_with({"examples/companies.yaml": text})
    assert mistake.what.startswith("processes should be from 1 to 5")


def test_a_file_full_of_mistakes_is_told_in_part() -> None:
    found = small.mistakes_with({"notes.yaml": "".join(f"n{i}: x\n" for i in range(500))})
    assert len(found) == 101
    assert "the rest are not listed" in found[-1].what


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("size.yaml", "partly or managed", "partly" + " or partly" * 40_000),
        ("size.yaml", "[study, judgement]", "[" + "study," * 40_000 + "]"),
        ("size.yaml", "gap: many", ",".join(f"q{i}: a" for i in range(20_000))),
        ("questions/company.yaml", "{small: 1,", "{" + ",".join(f"b{i}: 1" for i in range(20_000))),
        (
            "decision.yaml",
            "table:\n",
            "table:\n" + "  - {levels: {}, outcome: coo, says: a}\n" * 900,
        ),
    ],
    ids=range(5),
)
def test_a_bloated_entry_is_told_in_at_most_a_hundred_mistakes(
    file: str, old: str, new: str
) -> None:
    found = small.mistakes_with({file: small.texts()[file].replace(old, new)})
    assert 1 <= len(found) <= 101


def test_the_fingerprint_follows_the_text_but_not_line_ends_and_examples() -> None:
    files = small.texts()
    same = load_texts(
        {
            name: "\ufeff" + text.replace("\n", "\r\n")
            for name, text in files.items()
            if not name.startswith("examples/")
        }
    )
    other = load_texts({**files, "size.yaml": files["size.yaml"].replace("depth: 2", "depth: 1")})
    assert same.fingerprint == small.rulebook().fingerprint != other.fingerprint
    assert len(same.fingerprint) == 12


def test_the_rules_that_come_with_the_program_lie_beside_it() -> None:
    assert Path(__file__).parents[2] / "rules" == RULES


def test_loading_twice_gives_the_same_rulebook() -> None:
    again = load_rulebook(small.FOLDER)
    assert (again.rules, again.outcomes, again.fingerprint) == (
        small.rulebook().rules,
        small.rulebook().outcomes,
        small.rulebook().fingerprint,
    )


@pytest.mark.parametrize(
    ("file", "left"),
    [("leadership.yaml", "rules"), ("gates.yaml", "gates"), ("notes.yaml", "notes")],
)
def test_what_is_switched_off_counts_for_nothing(file: str, left: str) -> None:
    text = small.texts()[file]
    first = text.partition(":")[0]
    switched = text.replace(f"{first}:\n", f"{first}:\n  off: yes\n")
    rulebook = load_texts({**small.texts(), file: switched})
    gone = {e.id for e in getattr(small.rulebook(), left)} - {e.id for e in getattr(rulebook, left)}
    assert gone == {first}
    kept = load_texts({**small.texts(), file: switched.replace("off: yes", "off: no")})
    assert [e.id for e in getattr(kept, left)] == [e.id for e in getattr(small.rulebook(), left)]
