"""How fast the app is, next to an app that does nothing: `python -m bench.app`.

Both run at the same time with the same settings, and clicks alternate between them, so that
whatever else this machine does slows both alike.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page

from advisor.loading import RULES, load_rulebook
from advisor.rulebook import Rulebook
from advisor.screens.sheet import draft_of
from advisor.storage import Assessments, new_token
from bench.browser import click_to_page, first_page
from bench.crowd import waits_of_crowd
from tests.app_server import ROOT, AppServer
from tests.chromium import launched

WITHIN = 1.3  # times the empty app
CROWD_GOAL = 0.2  # seconds, for the 95th percentile of 80 people
WARM_UP = 10  # clicks that are not counted


@dataclass
class Figures:
    """What was measured of one app, all times in seconds.

    `cpu` is processor time for each page, by the number of people: it says what a page costs
    however busy the machine is. `memory` is in megabytes.
    """

    cold: list[float] = field(default_factory=list)
    clicks: dict[str, list[float]] = field(default_factory=dict)
    crowds: dict[int, list[float]] = field(default_factory=dict)
    cpu: dict[int, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """An app to measure: its pages in the address, one address for each person, and its clicks.

    `walk` makes one measured click after another and names the kind of page that came.
    """

    script: Path
    pages: tuple[str, ...]
    queries: list[str]
    first: str
    walk: Callable[[Page], Iterator[tuple[str, float]]]


def empty_walk(page: Page) -> Iterator[tuple[str, float]]:
    """To and fro between the two pages of the empty app."""
    for name in cycle(("Two", "One")):
        yield "page", click_to_page(page.get_by_test_id("stMain").get_by_role("link", name=name))


def walk_of(rulebook: Rulebook) -> Callable[[Page], Iterator[tuple[str, float]]]:
    """From the list of sections to each section and to the recommendation, over and over."""
    asked = {question.section for question in rulebook.questionnaire.questions.values()}
    sections = rulebook.questionnaire.sections

    def walk(page: Page) -> Iterator[tuple[str, float]]:
        main = page.get_by_test_id("stMain")
        for section in cycle(sections):
            kind = "section page" if section.id in asked else "who does what"
            link = main.get_by_role("link", name=section.title, exact=True)
            yield kind, click_to_page(link.first)
            click_to_page(main.get_by_role("link", name="All sections"))
            onward = main.get_by_role("button", name="Show the recommendation")
            yield "recommendation", click_to_page(onward)
            click_to_page(main.get_by_role("link", name="All sections"))

    return walk


def the_app(folder: Path, people: int) -> Target:
    """This project's app, with one fully answered draft for each person."""
    rulebook = load_rulebook(RULES)
    profile = max((e.profile for e in rulebook.examples), key=lambda p: len(p.answers))
    drafts = Assessments.in_folder(folder)
    queries = []
    for _ in range(people):
        token = new_token()
        drafts.save(token, draft_of(profile).in_form("long"))
        queries.append(f"draft={token}")
    drafts.close()
    pages = (*(s.id for s in rulebook.questionnaire.sections), "recommendation")
    first = f"tasks?{queries[0]}"
    return Target(ROOT / "app.py", pages, queries, first, walk_of(rulebook))


def the_empty_app(people: int) -> Target:
    """The app that does nothing."""
    script = Path(__file__).parent / "empty_app.py"
    return Target(script, ("one", "two"), [""] * people, "", empty_walk)


def measure(targets: list[Target], options: argparse.Namespace, folder: Path) -> list[Figures]:
    """All figures of each app, measured in turns."""
    figures = [Figures() for _ in targets]
    with ExitStack() as running:
        with launched() as browser:
            for _ in range(options.starts):
                for target, found in zip(targets, figures, strict=True):
                    with AppServer(folder, app=target.script) as server:
                        found.cold.append(first_page(browser, server, target.first)[1])
            servers = [running.enter_context(AppServer(folder, app=t.script)) for t in targets]
            _click(browser, servers, targets, figures, options.clicks)
        for server, found in zip(servers, figures, strict=True):
            found.memory["after the clicks"] = server.resident_megabytes()
        for people in options.people:
            for server, target, found in zip(servers, targets, figures, strict=True):
                queries = target.queries[:people]
                before = server.cpu_seconds()
                waits = waits_of_crowd(server, target.pages, options.seconds, queries)
                found.crowds[people] = waits
                found.cpu[people] = (server.cpu_seconds() - before) / (len(waits) + people)
                found.memory[f"after {people} people"] = server.resident_megabytes()
    return figures


def _click(
    browser: Browser,
    servers: list[AppServer],
    targets: list[Target],
    figures: list[Figures],
    clicks: int,
) -> None:
    """One click on each app in turn, until each kind of page has come often enough."""
    walks = [
        target.walk(first_page(browser, server, target.first)[0])
        for server, target in zip(servers, targets, strict=True)
    ]
    for number in range(WARM_UP + 2 * clicks):
        for walk, found in zip(walks, figures, strict=True):
            kind, waited = next(walk)
            if number >= WARM_UP:
                found.clicks.setdefault(kind, []).append(waited)


def p95(waits: list[float]) -> float:
    """The time within which 95 of 100 were served."""
    return quantiles(waits, n=20, method="inclusive")[-1] if len(waits) > 1 else waits[0]


def table(empty: Figures, ours: Figures) -> str:
    """Both apps side by side, with the goals."""
    base = empty.clicks["page"]
    rows = [_row("cold start to first page", median(empty.cold), median(ours.cold))]
    for kind, waits in ours.clicks.items():
        rows.append(_row(f"click to {kind}, median", median(base), median(waits)))
        within = f"within {WITHIN} times: {_met(p95(waits) <= WITHIN * p95(base))}"
        rows.append(_row("p95".rjust(25), p95(base), p95(waits), within))
    for people, waits in ours.crowds.items():
        other = empty.crowds[people]
        rows.append(_row(f"{people} people at once, median", median(other), median(waits)))
        goal = people == 80 and f"under {CROWD_GOAL * 1000:.0f} ms: {_met(p95(waits) < CROWD_GOAL)}"
        rows.append(_row("p95".rjust(25), p95(other), p95(waits), goal or ""))
        rows.append(_row("processor time a page".rjust(32), empty.cpu[people], ours.cpu[people]))
    rows.append("")
    for when, size in ours.memory.items():
        rows.append(f"{'memory ' + when:<34}{empty.memory[when]:>8.0f} MB{size:>8.0f} MB")
    head = f"{'':<34}{'empty app':>11}{'this app':>11}{'ratio':>8}   goal"
    return "\n".join([head, *rows])


def _row(name: str, empty: float, ours: float, goal: str = "") -> str:
    figures = f"{empty * 1000:>8.0f} ms{ours * 1000:>8.0f} ms{ours / empty:>8.2f}"
    return f"{name:<34}{figures}   {goal}".rstrip()


def _met(met: bool) -> str:
    return "met" if met else "MISSED"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=50, help="clicks counted for each page")
    parser.add_argument("--people", type=int, nargs="*", default=[10, 40, 80])
    parser.add_argument("--seconds", type=float, default=60, help="how long each crowd stays")
    parser.add_argument("--starts", type=int, default=3, help="cold starts of each app")
    options = parser.parse_args()
    crowd = max([1, *options.people])
    with tempfile.TemporaryDirectory() as folder:
        targets = [the_empty_app(crowd), the_app(Path(folder), crowd)]
        print(table(*measure(targets, options, Path(folder))))


if __name__ == "__main__":
    main()
