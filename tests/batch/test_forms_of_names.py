"""Names of files are one name in NFC and in NFD: some systems store them decomposed, and keyboards compose."""

import os
import sys
from itertools import product
from pathlib import Path

import pytest
from unicodedata2 import normalize

from cleantext.files.walk import stored_form
from tests.conftest import MESSY, TIDY, Run

FORMS = ("NFC", "NFD")
BOTH = pytest.mark.parametrize(("stored", "typed"), list(product(FORMS, FORMS)))


def fill(folder: Path, form: str, *names: str) -> None:
    """Write files with names in a form of Unicode."""
    for name in names:
        path = folder / normalize(form, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MESSY, encoding="utf-8")


def written(folder: Path) -> set[str]:
    """Return the names of the files below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@BOTH
@pytest.mark.parametrize("glob", ["chợ*", "?hợ.*", "*[ợở].txt"])
def test_globs_match_both_forms_and_names_keep_theirs(
    run: Run, tmp_path: Path, stored: str, typed: str, glob: str
) -> None:
    fill(tmp_path / "in", stored, "chợ.txt", "đêm.txt", "x.txt")
    glob = normalize(typed, glob)
    assert run("in", "--exclude", glob, "-o", "without").code == 0
    assert run("in", "--include", glob, "-o", "only").code == 0
    assert written(tmp_path / "without") == {normalize(stored, "đêm.txt"), "x.txt"}
    assert written(tmp_path / "only") == {normalize(stored, "chợ.txt")}


@BOTH
def test_globs_with_a_slash_and_of_folders(run: Run, tmp_path: Path, stored: str, typed: str) -> None:
    fill(tmp_path / "in", stored, "chợ/đêm.txt", "chợ/sáng.txt", "phở/bò.txt")
    globs = [normalize(typed, glob) for glob in ("chợ/đê*", "phở/")]
    assert run("in", "--exclude", globs[0], "--exclude", globs[1], "-o", "out").code == 0
    assert written(tmp_path / "out") == {normalize(stored, "chợ/sáng.txt")}


@BOTH
def test_a_path_and_a_listed_name_are_found_in_the_other_form(
    run: Run, tmp_path: Path, stored: str, typed: str
) -> None:
    fill(tmp_path, stored, "chợ/đêm.txt")
    path = normalize(typed, "chợ/đêm.txt")
    assert run(path).out.decode() == TIDY
    assert run("--files-from", "-", stdin=f"{path}\n".encode()).out.decode() == TIDY
    both = "".join(f"{normalize(form, path)}\n" for form in FORMS)
    assert run("--files-from", "-", "-o", "listed", stdin=both.encode()).code == 0
    assert len(written(tmp_path / "listed")) == 1
    assert run(normalize(typed, "chợ"), "-o", "out").code == 0
    assert written(tmp_path / "out") == {normalize(stored, "đêm.txt")}


@pytest.mark.skipif(sys.platform == "darwin", reason="there both names are one file")
def test_a_file_that_exists_is_never_taken_for_its_other_form(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "in", "NFC", "chợ.txt")
    fill(tmp_path / "in", "NFD", "chợ.txt")
    (tmp_path / "in" / normalize("NFD", "chợ.txt")).write_text("đêm\n", encoding="utf-8")
    assert run(f"in/{normalize('NFC', 'chợ.txt')}").out.decode() == TIDY
    assert run(f"in/{normalize('NFD', 'chợ.txt')}").out.decode() == "đêm\n"
    assert run("in", "-o", "out").code == 0
    assert len(written(tmp_path / "out")) == 2


def test_the_stored_form_of_a_path_may_mix_forms(tmp_path: Path) -> None:
    mixed = os.path.join(normalize("NFD", "chợ"), normalize("NFC", "đêm"), normalize("NFD", "phở.txt"))
    path = tmp_path / mixed
    path.parent.mkdir(parents=True)
    path.touch()
    assert stored_form(str(tmp_path / normalize("NFC", mixed))) == str(path)
    missing = str(tmp_path / normalize("NFC", "chợ/quê.txt"))
    assert stored_form(missing) == missing
    assert stored_form("đêm\0" + "/đ" * 5000) == "đêm\0" + "/đ" * 5000
