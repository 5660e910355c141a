"""Puts into wheels what is made of the sources: the manual page, and, where it is asked for, compiled modules.

`pip install` lays the page, made of the help, where `man cleantext` finds it. With CLEANTEXT_COMPILE=1 in the
environment, the modules that cleaning spends its time in are compiled by mypyc, which takes a C compiler: they do the
same, faster. Python takes them in place of their sources, which stay beside them.
"""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILES = os.environ.get("CLEANTEXT_COMPILE", "0") not in ("", "0")


class MadeOfTheSources(BuildHookInterface[Any]):
    """Runs for wheels, editable ones too; what the command imports is there (require-runtime-dependencies)."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for the compiler where it is needed."""
        return ["mypy[mypyc]>=1.13,<3"] if COMPILES else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what goes into the wheel; a build leaves the sources as they are."""
        sys.dont_write_bytecode = True
        self.folder = Path(mkdtemp())
        try:
            self.make(version, build_data)
        except BaseException:
            rmtree(self.folder)
            raise

    def make(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the page, and compile what is to be compiled."""
        page = self.folder / "cleantext.1"
        page.write_text(self.manual(), encoding="utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/cleantext.1"
        if COMPILES and version == "editable":
            self.app.display_warning("CLEANTEXT_COMPILE: what is installed as editable stays as it is")
        elif COMPILES:
            build_data["force_include"].update(self.compiled(self.config["compiled"]))
            build_data.update(pure_python=False, infer_tag=True)

    def manual(self) -> str:
        """Give the manual page."""
        sys.path.insert(0, self.root)
        from cleantext.cli.manual import manual

        return manual()

    def compiled(self, modules: list[str]) -> dict[str, str]:
        """Compile modules of a copy of the sources, and give the files that come of it, and where they go."""
        copied = self.folder / "cleantext"
        copytree(Path(self.root, "cleantext"), copied, ignore=ignore_patterns("__pycache__", "*.so", "*.pyd"))
        mypy = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]  # .ci/run checks types in full
        mypyc = [sys.executable, "-m", "mypyc", *mypy, *modules]
        environment = {**os.environ, "MYPYC_OPT_LEVEL": "3", "MYPYC_DEBUG_LEVEL": "0"}
        done = subprocess.run(  # noqa: S603 - our own command
            mypyc, cwd=self.folder, env=environment, capture_output=True, text=True, errors="replace", check=False
        )
        if done.returncode:
            raise RuntimeError(f"mypyc cannot compile cleantext:\n{done.stdout}{done.stderr}")
        made = [path.relative_to(self.folder) for path in self.folder.rglob("*") if path.suffix in (".so", ".pyd")]
        return {str(self.folder / path): str(path) for path in made if path.parts[0] != "build"}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what is in the wheel now."""
        rmtree(self.folder)
