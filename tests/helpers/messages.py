"""The messages in the source, as the table of translations must have them, and what the table lacks.

A message is every text that reads like one, two English words or more, wherever it stands, and what is raised or given
as a reason besides. So a new one cannot be forgotten; what is no message is named here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from cleantext.report.language import FRAME, JOINT, PLACEHOLDER, _sections
from tests.helpers.paths import ROOT

HOLE = "{}"
NOT_MESSAGES = (  # modules of help, of data, and of what is said before anything can be translated
    "chain/notebook.py", "chain/results.py", "text/lines.py",
    "__main__.py", "__init__.py", "model.py", "cli/commands.py", "cli/help.py", "cli/manual.py", "cli/completion.py",
    "cli/filter_pages.py", "cli/settings/show.py", "report/page/", "report/diff.py", "report/language.py",
    "learn/profile_file.py", "engines/spark.py", "vietnamese/", "text/preamble.py", "filters/site_chrome/rules.py",
    "filters/site_chrome/beginnings.py", "filters/site_chrome/line_model/trees.py", "arrow.py",
)  # fmt: skip
RAISED = (
    "Error",
    "UsageError",
    "CleantextError",
    "OutputFailed",
    "BadParameter",
    "BrokenFilter",
    "Hit",
    "Verdict",
    "Note",
)
WORDS = re.compile(r"(?:[a-z]{2,},?|\{\}) [a-z]{3,}")
ATTRIBUTES = ("help", "metavar")
NOT_SAID_HERE = {  # in data, in the page of a filter, as headings of help, and what is compared or looked for
    "first on the page", "after the article", "before the article", "in the article", "on pages",
    "Sites and settings", "learned from",
    "extra argument", " is not ", "requires too much memory", "sign before", "sign after",
    "{}\n\nOffered by the package {}.", "It has no documentation.", "show {} says more", "Of the package {}; {}.",
    "not used: a built-in filter has its name", "not used: another package has a filter of this name",
    "Read more", "Xem video", "Nghe podcast", "xem ngay",
}  # fmt: skip
NOT_SAID = re.compile(r"""
    ^(?:[^A-Za-z]*|Chain\(.*|.*\|\ None|.*\bstring,\ .*|PySpark\ .*|dim\ strike|.*\ reverse|eval.*)$   # code and styles
    |\\|\(\?|\[\^|\]\+                                                                                  # expressions
""", re.VERBOSE)  # fmt: skip


def messages() -> dict[str, str]:
    """Return the messages of the source, with "{}" for what is put in, and the place of each."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "cleantext").rglob("*.py")):
        name = path.relative_to(ROOT / "cleantext").as_posix()
        if not name.startswith(NOT_MESSAGES):
            for line, text in _texts(path):
                found.setdefault(text, f"cleantext/{name}:{line}")
    return found


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = {id(part) for node in ast.walk(tree) for part in _passed_over(node)}
    raised = {id(text) for node in ast.walk(tree) for text in _raised(node)}
    for node in ast.walk(tree):
        text = _text_of(node)
        if text is None or id(node) in passed or text in NOT_SAID_HERE or NOT_SAID.search(text):
            continue
        if WORDS.search(text) or (id(node) in raised and re.search("[a-z]{3}", text.replace(HOLE, ""))):
            yield node.lineno, text  # type: ignore[attr-defined]


def _text_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else HOLE for part in node.values)  # type: ignore[misc]
    return None


def _passed_over(node: ast.AST) -> Iterator[ast.AST]:
    """Yield parts of a node that are no messages: documentation, pieces of f-strings, help texts, expressions."""
    body = getattr(node, "body", None)
    for statement in body if isinstance(body, list) else ():
        if isinstance(statement, ast.Expr):
            yield statement.value
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    if isinstance(node, ast.FormattedValue) and node.format_spec:
        yield from ast.walk(node.format_spec)
    if isinstance(node, ast.keyword) and node.arg in ATTRIBUTES:
        yield node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("split", "compile"):
        yield from ast.walk(node)


def _raised(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the texts among the arguments of an error, a hit, a note or what is printed."""
    if isinstance(node, ast.Call):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name in ("Note", "Verdict"):
            yield from node.args[1:]
        elif name in RAISED or name in ("print_error", "warn", "say"):
            yield from node.args


def strings() -> set[str]:
    """Return all texts of the source, messages or not, with "{}" for what is put in."""
    paths = (ROOT / "cleantext").rglob("*.py")
    nodes = (node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {text for node in nodes if (text := _text_of(node)) is not None}


def known() -> set[str]:
    """Return the messages of the table, with "{}" for each placeholder."""
    return {PLACEHOLDER.sub(HOLE, key) for name, entries in _sections().items() if name != "page" for key in entries}


def is_known(text: str, table: set[str]) -> bool:
    """Check whether all parts of a message are in the table; with a frame, as in "cleantext: {}: ...", its end is."""
    if text in table or (text.endswith(" line") and f"{text} {HOLE}" in table) or not re.search("[a-z]{2}", text):
        return True
    frame, colon, rest = text.partition(FRAME)
    if colon and re.fullmatch(r"(?:cleantext(?: learn)?|[^a-z]*|.*\{\}|-)+", frame) and is_known(rest, table):
        return True
    return JOINT in text and all(is_known(part, table) for part in text.split(JOINT))


def missing() -> str:
    """Return lines for the table, ready to be filled in: the messages that it lacks."""
    table = known()
    lines = [(where, text) for text, where in messages().items() if not is_known(text, table)]
    return "".join(f'# {where}\n{_toml_key(text)} = ""\n' for where, text in lines)


def _toml_key(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    print(missing())
