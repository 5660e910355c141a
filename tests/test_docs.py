"""What the documents say is true, and what is public is documented."""

import ast
import doctest
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import cleantext
from cleantext.chain.notes import MESSAGES, MISREAD
from cleantext.filters import FILTER_NAMES, REPAIRS, STRIPS, described, pairs
from cleantext.filters.site_chrome.rules import OWN, patterns, phrases
from cleantext.model import DOUBTS
from cleantext.text.lines import unify_line_ends
from tests.conftest import Run
from tests.helpers import fixtures, readme
from tests.helpers.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted((ROOT / "cleantext").rglob("*.py"))


def _module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _below(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", readme.PAGES, ids=lambda page: page.name)
def test_pages_show_what_the_tool_prints(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "```console\n" in text
    assert readme.render(text) == text, "run: python -m tests.helpers.readme"


def test_readme_has_two_commands_that_do_everything() -> None:
    """.ci/run runs them on a fresh clone; here they are held to the shape that it relies on."""
    install, tests = readme.commands(README)
    assert install.startswith("python3 -m venv --upgrade-deps .venv && ")
    assert (ROOT / install.split()[-1]).is_file()
    assert tests.endswith("-m pytest\n")
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "readme_command 1" in script
    assert "readme_command 2" in script


def test_the_python_in_readme_gives_what_its_comments_say() -> None:
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert block
    names: dict[str, object] = {}
    checked = 0
    for line in block[1].splitlines():
        code, _, comment = line.partition("  # ")
        if comment:
            assert eval(code, names) == ast.literal_eval(comment.partition(": without")[0])
            checked += 1
        else:
            exec(code, names)
    assert checked == 5


def test_the_filter_of_ones_own_in_the_guide_works() -> None:
    guide = (ROOT / "GUIDE.md").read_text(encoding="utf-8")
    block = re.search(r"## Filters of your own.*?```python\n(.*?)(\nChain.*?)  # (.*?)\n```", guide, re.DOTALL)
    assert block
    names: dict[str, object] = {}
    exec(block[1], names)
    assert eval(block[2], names) == ast.literal_eval(block[3])


@pytest.mark.parametrize("path", [path for path in MODULES if ">>> " in path.read_text(encoding="utf-8")], ids=_below)
def test_the_doctests_hold(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # where samples are
    done = doctest.testmod(import_module(_module_name(path)))
    assert done.failed == 0
    assert done.attempted > 0


def test_what_is_public_has_examples() -> None:
    finder = doctest.DocTestFinder(recurse=False)
    aliases = {"Repair", "Strip"}  # of functions, which Chain shows
    for name in {*cleantext.__all__} - aliases:
        public = getattr(cleantext, name)
        parts = [public, *(part for part in vars(public).values() if callable(part) or isinstance(part, classmethod))]
        assert any(test.examples for part in parts for test in finder.find(getattr(part, "__func__", part), name)), name


def test_the_vietnamese_readme_keeps_up_with_the_english_one() -> None:
    """The same blocks, headings, commands and links, and a row for each filter that says its kind."""
    translated = (ROOT / "README.vi.md").read_text(encoding="utf-8")
    for shared in (
        r"(?s)```.*?```",
        r"(?m)^#+ ",
        r"\|[^|\n]*\| (`.*`) \|\n",
        r"\]\((?!README)(.+?)\)",
        r"(?m)^\| `(\S+)` \| ",
    ):
        assert sorted(re.findall(shared, translated)) == sorted(re.findall(shared, README)), shared
    kinds = {"repair": "sửa ký tự", "strip": "bỏ dòng"}
    wanted = [(f.name, kinds[f.kind] + ", tùy chọn" * f.opt_in) for f in described()]
    assert re.findall(r"(?m)^\| `(\S+)` \| ([^|]+) \|", translated) == wanted


@pytest.mark.parametrize("page", [*readme.PAGES, ROOT / "RECIPES.md"], ids=lambda page: page.name)
def test_every_flag_that_a_page_names_is_in_the_help(run: Run, page: Path) -> None:
    known = set(re.findall(r"--[a-z-]+", (run("--help").out + run("learn", "--help").out).decode()))
    of_others = "upgrade-deps quiet group master conf archives runtime-env-json input-dir output-dir".split()
    known |= {f"--{flag}" for flag in of_others}
    assert set(re.findall(r"(?<![\w<!-])--[a-z][a-z-]+", page.read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize("page", sorted({*ROOT.glob("*.md")} - {ROOT / "CHANGELOG.md"}), ids=lambda page: page.name)
def test_files_and_names_of_the_package_that_a_page_names_exist(page: Path) -> None:
    """Files as `folder/file.py` or `file.py`, and names as `module.name`; the changelog has those of its time."""
    text = page.read_text(encoding="utf-8")
    files = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    of_examples = {"cleantext/filters/stars.py", "run.py"}
    named = set(re.findall(r"`([\w/]+\.py)`", text)) - of_examples
    assert [name for name in named if not any(file.match(name) for file in files)] == []
    modules = set(map(_module_name, MODULES))
    for module, name in re.findall(r"`(?:\w+\.)*(\w+)\.(?!(?:py|toml)\b)(\w+)(?:\(.*?\))?`", text):
        ours = [full for full in modules if full.split(".")[-1] == module]
        found = [full for full in ours if f"{full}.{name}" in modules or hasattr(import_module(full), name)]
        assert found or not ours, f"{module}.{name}"


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Files that are there, and headings as they are named in addresses: lower case, hyphens, no other signs."""
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|samples|cleantext)/[\w./-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists() and "stars" not in name] == []
    for target, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", text):
        linked = page.parent / target if target else page
        assert linked.exists(), target
        headings = re.findall(r"(?m)^#+ (.+)$", linked.read_text(encoding="utf-8")) if anchor else []
        assert not anchor or anchor in [re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings], anchor


def test_each_file_of_rules_or_settings_in_the_guide_is_one_that_config_takes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sites.toml").write_text('[sites."a.example"]\ndrop = ["b"]\n', encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", (ROOT / "GUIDE.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        (tmp_path / "block.toml").write_text(block, encoding="utf-8")
        assert run("config", "--config", "block.toml").err == ""


def test_the_fixtures_of_articles_are_the_samples() -> None:
    for path in (ROOT / "samples").glob("*.txt"):
        source = path.read_bytes().decode("utf-8")
        assert fixtures.read(ROOT / "tests/data/articles" / f"{path.stem}.diff").before == unify_line_ends(source)


@pytest.mark.parametrize("name", FILTER_NAMES)
def test_a_filter_is_one_function_in_one_file_that_says_what_it_leaves_alone(name: str) -> None:
    function = dict(pairs((*REPAIRS, *STRIPS)))[name]
    assert function.__name__ == name.replace("-", "_")
    assert function.__module__ == f"cleantext.filters.{function.__name__}"
    assert re.match(r"[A-Z][a-z]+ [^\n]+\.\n\n", function.__doc__ or "")
    assert "**Leaves alone:**" in (function.__doc__ or "")


def test_every_file_in_filters_is_in_the_order() -> None:
    folder = ROOT / "cleantext/filters"
    files = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    assert files - {"__init__"} == {name.replace("-", "_") for name in FILTER_NAMES}


def test_no_file_is_long() -> None:
    for path in (*MODULES, *(ROOT / "tests").rglob("*.py")):
        assert path.read_text(encoding="utf-8").count("\n") <= 250, path


def _definitions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield functions and classes, and what classes have, but not what is inside functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield child
        if not isinstance(child, ast.FunctionDef):
            yield from _definitions(child)


@pytest.mark.parametrize("path", MODULES, ids=_below)
def test_public_names_are_documented(path: Path) -> None:
    for node in _definitions(ast.parse(path.read_text(encoding="utf-8"))):
        assert ast.get_docstring(node) or node.name.startswith("_"), node.name


def test_the_model_lists_every_kind_of_removal_and_note() -> None:
    """Kinds are written where filters and detectors are: as literals, in the rules of site chrome, in tables."""
    rules = (*phrases().values(), *(rule for _, rule in patterns()))
    removals = {rule.kind for rule in rules if rule.scope != OWN}
    kinds = {"Removal": removals, "Note": {*MESSAGES, *(kind for kind, _, _ in MISREAD.values())}}
    calls = {"Hit": ("Removal", 2), "Verdict": ("Removal", 0), "Note": ("Note", 0)}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in calls:
                model, position = calls[node.func.id]
                kind = node.args[position]
                if isinstance(kind, ast.Constant):
                    kinds[model].add(str(kind.value))
    for model, found in kinds.items():
        listed = re.findall(r"(?m)^ +- (`.*?`):", getattr(cleantext.model, model).__doc__)
        assert sorted(re.findall(r"[\w-]+", " ".join(listed))) == sorted(found)
    assert kinds["Note"].issuperset(DOUBTS)
