"""Puts the manual page into wheels, made of the help: `pip install` lays it where `man cleantext` finds it."""

import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualPage(BuildHookInterface[Any]):
    """Runs for wheels, editable ones too; what the command imports is there (require-runtime-dependencies)."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the page, and have it installed beside the program."""
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True  # a build leaves the sources as they are
        from cleantext.terminal.manual import manual

        self.folder = mkdtemp()
        page = Path(self.folder, "cleantext.1")
        page.write_text(manual(), encoding="utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/cleantext.1"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the page away: it is in the wheel."""
        rmtree(self.folder)
