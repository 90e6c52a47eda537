"""The one step of the build that pyproject.toml has no words for: `framework/` and `templates/` go into the wheel.

They stand beside the package in a checkout, where people edit them, and inside it as `qaf/_shipped/` once installed;
`qaf.workspace.shipped` knows both places. An editable install reads the checkout and needs no copy.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SHIPPED = ("framework", "templates")


class BuildWithShippedFolders(build_py):
    """Copies the folders that come with qaf beside its modules."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for name in SHIPPED:
            target = Path(self.build_lib) / "qaf" / "_shipped" / name
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(name, target, ignore=shutil.ignore_patterns(".*", "__pycache__"))


setup(cmdclass={"build_py": BuildWithShippedFolders})
