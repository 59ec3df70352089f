"""How mistakes read."""

from __future__ import annotations

from advisor.conditions import Place
from advisor.loading.text.words import did_you_mean, quoted
from advisor.mistakes import TOLD_AT_MOST, Mistake, Mistakes
from tests.loading import small


def test_a_mistake_says_where_what_how_to_mend_it_and_what_is_legal() -> None:
    files = small.texts()
    text = files["leadership.yaml"].replace("reports: overloaded", "reports: overlaoded")
    (mistake,) = small.mistakes_with({"leadership.yaml": text})
    assert str(mistake) == (
        "rules/leadership.yaml, line 4, column 21, rule ceo_overloaded\n"
        '  direct_reports has no band "overlaoded". Did you mean "overloaded"?\n'
        "  Its bands are: few (0-5), usual (6-8), stretched (9-12), overloaded (13-60)."
    )


def test_mistakes_stand_in_the_order_of_file_line_and_column_once_each() -> None:
    places = [Place("b", 1), Place("a", 10), Place("a", 9, 7), Place("a", 9, 2), Place("b", 1)]
    found = Mistakes(Mistake(place, "Wrong.") for place in places)
    assert [mistake.where for mistake in found.mistakes] == [
        "a, line 9, column 2",
        "a, line 9, column 7",
        "a, line 10",
        "b, line 1",
    ]
    assert found.summary == "4 mistakes. Nothing was loaded."


def test_one_mistake_is_no_mistakes() -> None:
    assert str(Mistakes([Mistake(Place(""), "Wrong.")])) == (
        "  Wrong.\n\n1 mistake. Nothing was loaded."
    )


def test_a_long_list_is_told_in_part() -> None:
    found = Mistakes(Mistake(Place("a", line), "Wrong.") for line in range(1, 500))
    assert str(found).count("Wrong.") == TOLD_AT_MOST
    assert len(found.mistakes) == 499


def test_what_was_typed_is_quoted_on_one_short_line() -> None:
    assert quoted("a\n  b") == '"a b"'
    assert quoted("x" * 500_000) == f'"{"x" * 60}…"'
    assert quoted("a\x1b[2Jb") == '"a\N{REPLACEMENT CHARACTER}[2Jb"'


def test_the_nearest_word_is_found_however_it_was_written() -> None:
    assert did_you_mean("Series B", ["series_a", "series_b"]) == 'Did you mean "series_b"?'
    assert did_you_mean("overlaoded", ["few", "overloaded"]) == 'Did you mean "overloaded"?'
    assert did_you_mean("zebra", ["few", "overloaded"]) == ""
    assert did_you_mean("overloaded" * 50_000, ["overloaded"]) == ""
