"""The organisation before and after a recommendation, as charts built from the answers.

Only what was answered is drawn: the CEO, the roles in post and the departments by number. Who
reports to whom below the CEO follows the usual line of operations roles; pages say so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.pictures.chart import Box, Chart
from advisor.questionnaire import NONE, Profile, Question, Questionnaire
from advisor.rulebook import Form

CEO = "ceo"
HEADS = "department_heads"
_LINE = (
    ("coo", "president_or_md", "cfo_running_operations"),
    ("vp_operations",),
    ("operations_director",),
    ("head_of_operations",),
    ("operations_manager",),
)
"""The usual line of operations roles, from the top: each reports to the nearest one above it."""
_RANK = {role: rank for rank, roles in enumerate(_LINE) for role in roles}
_GROUPS = frozenset({"heads", "leads", "managers", "supervisors", "teams"})
"""A chart entry whose last word is one of these names people who are there already."""
DIRECTS_HEADS = "r09"
"""The responsibility "direct several department heads": who takes it over gets some of them."""
_COUNT = re.compile(r"(^|, )\d+ direct reports?$")
_ROOT_NAMES = frozenset({"ceo", "chief executive", "chief executive officer"})


def before(questionnaire: Questionnaire, profile: Profile) -> Chart:
    """Today's organisation, as far as it was answered."""
    boxes = [Box(CEO, "CEO", detail=_ceo_detail(questionnaire, profile))]
    asked = questionnaire.questions.get("roles_in_post")
    held = _roles(profile)
    for choice in asked.choices if asked else ():
        if choice.id in held:
            boxes.append(Box(choice.id, choice.label, _boss(choice.id, held)))
    if heads := _department_heads(profile):
        boxes.append(Box(HEADS, heads, CEO))
    return Chart(tuple(boxes))


def after(questionnaire: Questionnaire, today: Chart, form: Form) -> Chart:
    """The organisation once the form's chart is in place: new boxes marked, moved ones too."""
    chart, asked = today, questionnaire.questions.get("roles_in_post")
    added: dict[str, str] = {}
    for number, entry in enumerate(form.brief.chart):
        label, _, boss = (part.strip() for part in entry.rpartition(":"))
        label = label or boss
        key = _existing(chart, label) or f"added_{number}"
        chart = _with(chart, key, label, _existing(chart, boss) or CEO)
        if key == f"added_{number}" and not _is_group(label):
            added[key] = _role_named(asked, label) or ""
    if DIRECTS_HEADS in form.brief.takes_over:
        chart = _heads_divided(chart, [b.key for b in chart.below(CEO) if b.key in added])
    chart = _lower_roles_moved(chart, added)
    return chart if chart == today else _uncounted(chart)


def _uncounted(chart: Chart) -> Chart:
    """The chart without today's number of direct reports, which a change of lines changes."""
    root, *others = chart.boxes
    return Chart((replace(root, detail=_COUNT.sub("", root.detail)), *others))


def _with(chart: Chart, key: str, label: str, reports_to: str) -> Chart:
    """The chart with one entry placed: moved where it exists, else added."""
    if any(box.key == key for box in chart.boxes):
        return _moved(chart, key, reports_to)
    if _plain(label).endswith("department heads"):
        chart = _renamed(chart, HEADS, "Other department heads")
    added = Box(key, label, reports_to, "moves" if _is_group(label) else "new")
    roles = sum(b.mark == "new" for b in chart.boxes)
    position = 1 + roles if reports_to == CEO else len(chart.boxes)
    return Chart((*chart.boxes[:position], added, *chart.boxes[position:]))


def _heads_divided(chart: Chart, directors: list[str]) -> Chart:
    """Some department heads move under the one new role that directs several of them.

    How many is for the company to say, so no number stands on either group.
    """
    heads = next((b for b in chart.boxes if b.key == HEADS), None)
    if len(directors) != 1 or not heads or heads.reports_to != CEO or _alone(heads):
        return chart
    return _with(chart, "operating_heads", "Operating department heads", directors[0])


def _alone(heads: Box) -> bool:
    """Whether there is nothing to divide: one head, or divided by the rulebook already."""
    return not heads.label[:1].isdigit() or heads.label.startswith("1 ")


def _renamed(chart: Chart, key: str, label: str) -> Chart:
    return Chart(tuple(replace(b, label=label) if b.key == key else b for b in chart.boxes))


def _is_group(label: str) -> bool:
    """Whether a chart entry names people who are there already."""
    return _plain(label).rpartition(" ")[2] in _GROUPS


def _moved(chart: Chart, key: str, reports_to: str) -> Chart:
    """The chart with one box under another boss; unchanged where it is there already.

    A move that would put a box under itself is not made.
    """
    box = next(b for b in chart.boxes if b.key == key)
    under = {b.key for _, b in chart.walk(box)}
    if box.reports_to == reports_to or reports_to in under:
        return chart
    moved = replace(box, reports_to=reports_to, mark="moves")
    return Chart(tuple(moved if b.key == key else b for b in chart.boxes))


def _lower_roles_moved(chart: Chart, added: dict[str, str]) -> Chart:
    """Operations roles in post move under the nearest new role above them in the line."""
    for box in chart.boxes:
        rank = _RANK.get(box.key, 0)
        above = {k: _RANK[r] for k, r in added.items() if r in _RANK and _RANK[r] < rank}
        if not above or box.mark:
            continue
        nearest = max(above, key=lambda key: above[key])
        if _RANK.get(box.reports_to, -1) < above[nearest]:
            chart = _moved(chart, box.key, nearest)
    return chart


def _roles(profile: Profile) -> frozenset[str]:
    held = profile.known("roles_in_post")
    return held - {NONE} if isinstance(held, frozenset) else frozenset()


def _boss(role: str, held: frozenset[str]) -> str:
    above = [r for r in held if _RANK.get(r, 99) < _RANK.get(role, -1)]
    return max(sorted(above), key=lambda r: _RANK[r]) if above else CEO


def _ceo_detail(questionnaire: Questionnaire, profile: Profile) -> str:
    """What was said about the CEO: the kind of CEO and how many people report."""
    parts = []
    kind, reports = profile.known("ceo_type"), profile.known("ceo_direct_reports")
    if isinstance(kind, str):
        says = questionnaire.questions["ceo_type"].choice(kind).says
        parts.append(re.sub(r"^an? ", "", says))
    if isinstance(reports, int | float):
        parts.append(f"{reports:g} direct {'report' if reports == 1 else 'reports'}")
    return ", ".join(parts)


def _department_heads(profile: Profile) -> str:
    number = profile.known("departments")
    if not isinstance(number, int | float) or number < 1:
        return ""
    return "1 department head" if number == 1 else f"{number:g} department heads"


def _plain(label: str) -> str:
    """A label for comparing: no brackets, numbers or "of", small letters, single spaces."""
    return " ".join(re.sub(r"\([^)]*\)|\d|_|\bof\b", " ", label).casefold().split())


def _existing(chart: Chart, label: str) -> str | None:
    """The key of the box with this label, however it is written."""
    plain = _plain(label)
    if plain in _ROOT_NAMES:
        return CEO
    for box in chart.boxes:
        if plain in {_plain(box.label), _plain(box.key)}:
            return box.key
    return None


def _role_named(asked: Question | None, label: str) -> str | None:
    """The role that a label names, also when more words stand before or after it."""
    plain = f" {_plain(label)} "
    for choice in asked.choices if asked else ():
        names = {_plain(choice.id), _plain(choice.label), _plain(choice.says)}
        if any(f" {name} " in plain for name in names if name):
            return choice.id
    return None
