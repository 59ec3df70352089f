"""What came of a portfolio, in words and one picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from advisor.batch.held import TOLD, TOO_LITTLE, Held
from advisor.loading.tables.header import held_title
from advisor.markup import (
    NOTHING,
    Markup,
    boxed,
    bullets,
    heading,
    joined,
    line,
    opens,
    paragraph,
    safe,
    sentences,
    strong,
)
from advisor.mistakes import Mistake
from advisor.pictures.portfolio import Bar, portfolio_picture
from advisor.rulebook import Rulebook
from advisor.telling import FEWEST, STRENGTHS
from advisor.wording import counted, grouped

TOO_LITTLE_SAYS = "Too little answered"
STRENGTHS_HERE: Mapping[str, str] = {**STRENGTHS, TOO_LITTLE: TOO_LITTLE_SAYS}
"""How strong advice is, in words; here some rests on too few answers to be read out."""
UNUSED_TOLD = 50
AT_ONCE = 5
"""Mistakes that are told without a click."""
_CLOSE = "too_close_to_call"
_NOT_READ = (
    "column holds no question and was not read.",
    "columns hold no question and were not read.",
)
_NOT_ASKED = (
    "question has no column and counts as not answered.",
    "questions have no column and count as not answered.",
)


def verdict(held: Held) -> Markup:
    """The portfolio in a sentence, and what is left out of it."""
    first, lines = _first(held.rulebook, _each(held)), []
    if little := held.too_little():
        some = counted(little, "company has", "companies have")
        lines.append(f"{some} fewer than {FEWEST} answers: too little to go by.")
    if close := sum(n for (_, strength), n in held.counts().items() if strength == _CLOSE):
        lines.append(f"For {grouped(close)} it is too close to call.")
    if wrong := held.summary.mistaken:
        lines.append(f"{_rows(wrong)} mistakes and no advice.")
    return boxed(line(strong(first)), paragraph(" ".join(lines)), kind="bar")


def _each(held: Held) -> Counter[str]:
    """How many companies get which recommendation."""
    each: Counter[str] = Counter()
    for (outcome, _), n in held.counts().items():
        each[outcome] += n
    return each


def _first(rulebook: Rulebook, told: Counter[str]) -> str:
    advised = sum(told.values())
    if not advised:
        return "There is no advice for any company of this table yet."
    named = [(rulebook.outcomes[o].in_a_sentence, n) for o, n in told.most_common()]
    (first, most), *others = named
    if most == advised:
        all_of = "the only company" if advised == 1 else f"all {grouped(advised)} companies"
        return f"The advice for {all_of} is: {first}."
    next_ones = " and ".join(f"{name} ({grouped(n)})" for name, n in others[:2])
    comes = "Next comes" if len(others) == 1 else "Next come"
    return (
        f"For {grouped(most)} of {grouped(advised)} companies the advice is: {first}. "
        f"{comes} {next_ones}."
    )


def _rows(count: int) -> str:
    return counted(count, "row has", "rows have")


def left_out(held: Held) -> Markup:
    """The columns that were probably meant to be questions, and were not read."""
    doubtful = held.columns.doubtful
    if not doubtful:
        return NOTHING
    told = "The advice was given without what they hold. Mend this and upload the table again."
    return joined(
        heading("Columns left out that may be questions"),
        paragraph(told),
        bullets(safe(doubt.message) for doubt in doubtful),
    )


def mistaken(held: Held) -> Markup:
    """The first mistakes of rows, and where to find the others."""
    first, count = held.summary.first, held.summary.mistaken
    if not count:
        return NOTHING
    told = f"{_rows(count)} mistakes. Mend them in your table and upload it again."
    others = f"Mistakes {AT_ONCE + 1} to {len(first)}"
    rest = opens(others, "", mistakes_told(first[AT_ONCE:])) if first[AT_ONCE:] else NOTHING
    more = "All of them are in the files, and in the list below." if len(first) >= TOLD else ""
    return joined(
        heading("Rows with mistakes"),
        paragraph(told),
        mistakes_told(first[:AT_ONCE]),
        rest,
        paragraph(more),
    )


def mistakes_told(mistakes: Iterable[Mistake]) -> Markup:
    """Each mistake with its row and column, and how to mend it."""

    def told(mistake: Mistake) -> Markup:
        row = f"Row {grouped(mistake.place.line)}" if mistake.place.line else ""
        where = ", ".join(part for part in (row, mistake.entry) if part)
        said = " ".join(part for part in (mistake.what, mistake.remedy) if part)
        legal = opens("What can stand there", where, safe(mistake.choices))
        return joined(
            strong(f"{where}: ") if where else NOTHING,
            safe(said),
            legal if mistake.choices else NOTHING,
        )

    return bullets(map(told, mistakes), name="mistakes")


def spread(held: Held) -> Markup:
    """How many companies get which recommendation, as a picture and as a table."""
    told, counts = _each(held), held.counts()
    if not told:
        return NOTHING
    outcomes = [(o.id, o.name) for o in held.rulebook.outcomes.values()]
    bars = [Bar(name, tuple(counts.get((o, s), 0) for s in STRENGTHS)) for o, name in outcomes]
    says = "How many companies get which recommendation."
    picture = portfolio_picture(bars, tuple(STRENGTHS.values()), says)
    return joined(
        heading("Recommendations"),
        Markup(picture.svg),
        opens("The same as a table", "", _table(bars, sum(told.values()))),
    )


def _table(bars: Sequence[Bar], advised: int) -> Markup:
    titles = ("Recommendation", "Companies", "Share", *STRENGTHS.values())
    head = "".join(f'<th scope="col">{safe(title)}</th>' for title in titles)
    rows = "".join(
        f'<tr><th scope="row">{safe(bar.name)}</th>'
        + "".join(
            f"<td>{safe(figure)}</td>"
            for figure in (
                grouped(bar.whole),
                f"{100 * bar.whole / advised:.0f} %",
                *map(grouped, bar.parts),
            )
        )
        + "</tr>"
        for bar in bars
    )
    return Markup(
        f'<div class="wide" tabindex="0" role="region" aria-label="Counts"><table class="counts">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def columns_told(held: Held) -> Markup:
    """Which columns were understood, which were not, and which questions have none."""
    columns, asked = held.columns, held.rulebook.questionnaire
    read = [
        *((columns.header[p], asked.questions[q].ask) for q, p in columns.questions.items()),
        *((columns.header[p], _held_by(held, holds)) for holds, p in columns.held.items()),
    ]
    named = () if columns.name is None else ((columns.header[columns.name], "the company's name"),)
    missing = [q.ask for name, q in asked.questions.items() if name not in columns.questions]
    unused = columns.unused
    told = [
        counted(len(read) + len(named), "column was understood.", "columns were understood."),
        counted(len(unused), *_NOT_READ) if unused else "",
        counted(len(missing), *_NOT_ASKED) if missing else "",
    ]
    return joined(
        heading("Columns"),
        paragraph(" ".join(filter(None, told))),
        opens("Columns that were not read", "", sentences(unused[:UNUSED_TOLD]))
        if unused
        else NOTHING,
        opens("Columns that were understood", "", _pairs([*named, *read])),
        opens("Questions without a column", "", sentences(missing)) if missing else NOTHING,
    )


def _held_by(held: Held, holds: tuple[str, str]) -> str:
    row, key = holds
    text = held.rulebook.questionnaire.responsibilities[row].text
    return f"{text} ({held_title(row, key).partition('.')[2]})"


def _pairs(pairs: Iterable[tuple[str, str]]) -> Markup:
    return bullets(joined(strong(f"{title}: "), safe(asked)) for title, asked in pairs)
