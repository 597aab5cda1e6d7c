"""Look through blocks that are not run: is a command one that the program takes, is a text of its language at all?"""

import ast
import shlex
import subprocess
from importlib.util import find_spec
from typing import Any

import typer

from reportedly.cli import app
from tools.docs.pages import Block

OPEN = {"(": ")", "[": "]", "{": "}"}


def wrong_with(block: Block) -> str | None:
    """Return what is wrong with a block that is not run, None if nothing is seen."""
    if block.language == "sh":
        return _shell(block.text)
    if block.language == "python":
        try:
            ast.parse(block.text)
        except SyntaxError as error:
            return str(error)
    if block.language == "r":
        return _r(block.text)
    return None


def _shell(text: str) -> str | None:
    done = subprocess.run(["bash", "-n", "-c", text], capture_output=True, text=True, check=False)
    if done.returncode:
        return done.stderr.strip()
    for line in text.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["reportedly"]:
            wrong = command_problem(words[1:])
        elif words[:2] == ["python", "-m"]:
            wrong = None if _module(words[2]) else f"there is no module {words[2]}"
        else:
            wrong = None
        if wrong:
            return f"{line}: {wrong}"
    return None


def _module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def command_problem(words: list[str]) -> str | None:
    """Return why the command line does not take these words, None if it does; nothing is run.

    >>> command_problem(["show", "story.db", "claims", "--status", "happened"]) is None
    True
    >>> command_problem(["show", "story.db", "wonders"]) is None
    False
    """
    words = words[: next((at for at, word in enumerate(words) if word in ("|", ">", "&&", "&", ";")), len(words))]
    command: Any = typer.main.get_command(app)
    try:
        while hasattr(command, "commands"):
            # what a group's own arguments take (`review STORY VERB …`) goes before the name of the next command
            at = next((at for at, word in enumerate(words) if word in command.commands), None)
            if at is None:
                return "there is no such command"
            command, words = command.commands[words[at]], words[at + 1 :]
        command.make_context(command.name, list(words))
    except Exception as error:
        said = getattr(error, "format_message", None)
        return said() if said else None if type(error).__name__ == "Exit" else repr(error)
    return None


def _r(text: str) -> str | None:
    """Read R as far as its words: quotations closed, brackets in pairs."""
    from pygments.lexers.r import SLexer
    from pygments.token import Comment, Error, String

    held: list[str] = []
    for kind, value in SLexer().get_tokens(text):
        if kind in Error:
            return f"not R: {value!r}"
        if kind in Comment or kind in String:
            continue
        for sign in value:
            if sign in OPEN:
                held.append(OPEN[sign])
            elif sign in OPEN.values() and (not held or held.pop() != sign):
                return f"{sign} closes nothing"
    return f"{held[-1]} is missing" if held else None
