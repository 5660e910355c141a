"""The order of the package: each folder imports only folders to its left, and no modules import each other in a circle.

All imports count: those inside functions (they wait, to start fast) and those for type checkers alone, too.
"""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from tests.helpers.paths import ROOT

ORDER = (
    "model vietnamese text filters files chain __init__ report documents batch learn arrow engines cli __main__"
).split()
MODULES = {path.relative_to(ROOT).with_suffix("").parts: path for path in (ROOT / "cleantext").rglob("*.py")}


def imports_of(module: tuple[str, ...], path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the modules of the package that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = module[: -node.level] if node.level else ()
            base = (*package, *node.module.split(".")) if node.module else package
            names = [(*base, alias.name) for alias in node.names]
        else:
            continue
        for name in names:
            candidates = (name, (*name, "__init__"), name[:-1], (*name[:-1], "__init__"))
            found = next((candidate for candidate in candidates if candidate in MODULES), None)
            if found and found != module:
                yield found


GRAPH = {module: set(imports_of(module, path)) for module, path in MODULES.items()}


def test_imports_go_one_way() -> None:
    """A file or folder at the top of the package imports only what stands before it in ORDER."""
    assert {module[1] for module in MODULES} == set(ORDER)
    wrong = [
        f"{'.'.join(module)} imports {'.'.join(imported)}"
        for module, found in GRAPH.items()
        for imported in found
        if ORDER.index(imported[1]) > ORDER.index(module[1])
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    TopologicalSorter(GRAPH).prepare()  # raises CycleError, which names the circle


def test_the_top_level_is_public_and_small() -> None:
    """A file there is public API, a folder is machinery."""
    files = [module for module in MODULES if len(module) == 2]
    assert len(files) <= 4
    assert len(ORDER) - len(files) <= 12
