"""The program with its commands, and what its exit statuses mean.

0 done; 1 an answer sheet or the rulebook has mistakes, or a check failed; 2 wrong usage, which
includes a file or folder that cannot be read; 130 stopped from the keyboard.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

import advisor
from advisor.commands import terminal
from advisor.mistakes import Mistakes

COMMANDS = (
    "advise",
    "batch",
    "check",
    "compare",
    "coverage",
    "report",
    "rulebook",
    "schema",
    "tune",
)
MISTAKEN, WRONG_USAGE, STOPPED = 1, 2, 130


class Commands(click.Group):
    """The commands by name, each imported only when it is called for."""

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 (as click calls it)
    ) -> list[str]:
        """The names of all commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (as click calls it)
        cmd_name: str,
    ) -> click.Command | None:
        """The `command` of the module with this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"advisor.commands.{cmd_name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--rules", type=terminal.FOLDER, metavar="DIR", help=terminal.RULES_HELP)
@click.version_option(advisor.__version__, prog_name="Leadership-structure advisor")
@click.pass_context
def program(ctx: click.Context, rules: Path | None) -> None:
    """Should the company add a COO, an Operations Director, both, a lighter role, or nobody yet?

    Exit status: 0 done; 1 mistakes in a sheet or in the rules, or a failed check; 2 wrong usage.
    """
    ctx.obj = rules


def main() -> NoReturn:
    """Run the command that the command line names and leave with its exit status."""
    terminal.prepare()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; its exit status. Nothing that a user does wrong ends in a traceback.

    A command may return its status; None is 0.
    """
    try:
        status = program.main(arguments, "python -m advisor", standalone_mode=False)
        sys.stdout.flush()
    except Mistakes as mistakes:
        terminal.say(str(mistakes), sys.stderr)
        return MISTAKEN
    except click.ClickException as wrong:
        told = io.StringIO()
        wrong.show(told)
        terminal.say(told.getvalue().rstrip("\n"), sys.stderr)
        return wrong.exit_code
    except OSError as failed:
        terminal.give_up_output()
        terminal.say(f"{failed.filename or 'Output'}: {failed.strerror or failed}", sys.stderr)
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    return status or 0
