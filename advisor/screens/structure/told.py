"""Who holds what, today and after, in words: what stands out, what each holds, who decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from advisor.markup import NOTHING, Markup, bullets, heading, joined, paragraph, safe, strong
from advisor.outcomes import Form
from advisor.reports.content.duties import picture
from advisor.rights import decision_rights
from advisor.shares import NOT_APPLICABLE
from advisor.structure import CEO, NOBODY, SHARED, Load, Structure

STYLE = Markup("""<style>
.advice table { border-collapse: collapse; width: 100%; margin: 0 0 1rem;
  overflow-wrap: break-word; }
.advice .signs { list-style: none; padding: 0; }
.advice th, .advice td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0;
  border: 0; border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent); }
.advice tbody th { font-weight: 400; }
.advice .wide { overflow-x: auto; }
.advice .wide svg { min-width: 38rem; }
.advice .wide table { min-width: 26rem; }
.advice .wide:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.native .held { display: grid; gap: .25rem 1.25rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); }
.native .held select { width: 100%; }
.native .held .note { margin: .2rem 0 0; }
.native .row .today, .native .row .note { color: var(--st-gray-text-color); }
.native .row .note strong { color: var(--st-text-color); }
</style>""")
NOBODY_SIGN, SEVERAL_SIGN, POOR_SIGN, LOAD_SIGN, MOVE_SIGN, CHOSEN_SIGN = (
    "○",
    "◎",
    "▼",
    "▲",
    "→",
    "✎",
)
_LAST = {SHARED: 1, NOBODY: 2}


def sign(mark: str, words: str) -> Markup:
    """A sign for the eye before the words that say the same."""
    return Markup(f'<span aria-hidden="true">{mark}</span> {safe(words)}')


def stands_out(held: Structure) -> Markup:
    """Gaps, doubles and the CEO's load, today and after, each in words and with its sign."""
    told = bullets(_stands_out(held), name="signs")
    return joined(heading("What stands out"), told or paragraph("Nothing does."))


def _stands_out(held: Structure) -> Iterator[Markup]:
    for mark, words, shown in (
        ("nobody", "Nobody holds it", NOBODY_SIGN),
        ("several", "Several hold it, or it is unclear who", SEVERAL_SIGN),
    ):
        today, after = len(held.marked(mark)), len(held.marked(mark, after=True))  # type: ignore[arg-type]
        if today or after:
            said = f"{today} today, {after} after" if held.said else f"{after} after"
            yield joined(sign(shown, f"{words}: "), strong(said), safe("."))
    if poor := held.marked("poorly"):
        yield joined(sign(POOR_SIGN, "Done poorly today: "), strong(str(len(poor))), safe("."))
    for when, load in (("today", held.load), ("after", held.load_after)):
        if load.too_much:
            yield joined(sign(LOAD_SIGN, f"The CEO {when}: "), strong(_share(load)),
                         safe(". Too much beside the rest of the job."))  # fmt: skip
    if held.said and held.moving:
        yield joined(sign(MOVE_SIGN, "Moving to another holder: "), strong(str(len(held.moving))),
                     safe(f" of {len(held.rows)}."))  # fmt: skip
    taken = sum(row.after in held.new for row in held.rows)
    if taken and not held.said:
        yield joined(sign(MOVE_SIGN, "For the new role, as a rule: "), strong(str(taken)),
                     safe(f" of {len(held.rows)}."))  # fmt: skip
    if chosen := sum(row.settled for row in held.rows):
        yield joined(sign(CHOSEN_SIGN, "Chosen by you, not the proposal: "), strong(str(chosen)),
                     safe("."))  # fmt: skip


def _share(load: Load) -> str:
    return f"{load.held} of {load.known}"


def loads(held: Structure) -> Markup:
    """How many responsibilities each holder has, today and after."""
    today = Counter(row.today for row in held.rows if row.today)
    after = Counter(row.after for row in held.rows if row.after)
    used = [o for o in held.names if (o in today or o in after) and o != NOT_APPLICABLE]
    if not used:
        return NOTHING
    used.sort(key=lambda owner: _LAST.get(owner, 0))
    rows = (
        (
            safe(_name(held, owner)),
            *([_count(today, owner, held.load)] if held.said else []),
            _count(after, owner, held.load_after),
        )
        for owner in used
    )
    header = ("Who", *(["Today"] if held.said else []), "After")
    return joined(heading("What each holds"), table(header, rows))


def _name(held: Structure, owner: str) -> str:
    if owner == NOBODY:
        return "Nobody"
    name = held.names_after.get(owner, owner)
    return f"{name} (new)" if owner in held.new else name


def _count(counts: Counter[str], owner: str, load: Load) -> Markup:
    count = safe(str(counts[owner]))
    if owner == CEO and load.too_much:
        return joined(count, Markup(" "), sign(LOAD_SIGN, "too much"))
    return count


def grid(held: Structure) -> Markup:
    """Every responsibility as a line from its holder today to its holder after."""
    return joined(
        heading("Today and after at a glance"),
        paragraph(
            "A ring is today, a dot is after, an arrow leads from one to the other; a "
            "crossed ring is done poorly today."
        ),
        _wide("Today and after at a glance", Markup(picture(held).svg)),
    )


def rights(form: Form) -> Markup:
    """Who decides, recommends and is consulted, as a table; one role stands in the heading."""
    told = decision_rights(form)
    roles = tuple(dict.fromkeys(right.role for right in told))
    if not told:
        return NOTHING
    if len(roles) == 1:
        pairs = ((safe(right.decision), strong(right.kind)) for right in told)
        drawn = table(("Decision", "Its say"), pairs)
        return joined(heading(f"Decision rights: {roles[0]}"), drawn)
    rows = ((safe(r.decision), safe(r.role), strong(r.kind)) for r in told)
    drawn = table(("Decision", "Role", "Its say"), rows)
    return joined(heading("Decision rights"), _wide("Decision rights", drawn))


def _wide(name: str, inner: Markup) -> Markup:
    """What needs more room than a narrow screen has: it scrolls on its own, by keyboard too."""
    return Markup(f'<div class="wide" role="region" tabindex="0" aria-label="{safe(name)}">'
                  f"{inner}</div>")  # fmt: skip


def table(header: Iterable[str], rows: Iterable[Iterable[Markup]]) -> Markup:
    """A table whose first column names the row."""
    heads = "".join(f'<th scope="col">{safe(name)}</th>' for name in header)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
        for first, *others in rows
    )
    return Markup(f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")
