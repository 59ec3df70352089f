"""Leadership-structure advisor: the public names, each loaded when it is first used.

from pathlib import Path
from advisor import advise, load_rulebook, read_sheet

rulebook = load_rulebook(Path("rules"))
advice = advise(rulebook, read_sheet(Path("company.yaml"), rulebook.questionnaire))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.engine import Advice, advise
    from advisor.examples import ExampleResult, run_examples
    from advisor.explanation import Explanation, explain
    from advisor.loading import load_rulebook, read_sheet
    from advisor.mistakes import Mistakes
    from advisor.questionnaire import UNKNOWN, Profile, Question, Questionnaire
    from advisor.rulebook import Rulebook

__version__ = "0.1.0"
__all__ = [
    "UNKNOWN",
    "Advice",
    "ExampleResult",
    "Explanation",
    "Mistakes",
    "Profile",
    "Question",
    "Questionnaire",
    "Rulebook",
    "advise",
    "explain",
    "load_rulebook",
    "read_sheet",
    "run_examples",
]

_HOME = {
    "advise": "engine",
    "Advice": "engine",
    "explain": "explanation",
    "Explanation": "explanation",
    "ExampleResult": "examples",
    "run_examples": "examples",
    "load_rulebook": "loading",
    "read_sheet": "loading",
    "Mistakes": "mistakes",
    "Profile": "questionnaire",
    "Question": "questionnaire",
    "Questionnaire": "questionnaire",
    "UNKNOWN": "questionnaire",
    "Rulebook": "rulebook",
}


def __getattr__(name: str) -> object:
    """Load a public name from the module that holds it (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
