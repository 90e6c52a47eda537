"""The house of docs/decisions and the design: which file may import which, what stays out, and how long things get."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from functools import cache

import pytest
from helpers import ROOT

FLOORS = {
    "ground": 0,
    "formats": 1,
    "model": 1,
    "statistics": 1,
    "workspace": 2,
    "data": 3,
    "disclosure": 3,
    "sharing": 4,
    "analysis": 4,
    "rules": 5,
    "report": 6,
    "api": 7,
    "cli": 8,
    "__init__": 9,
    "__main__": 9,
}
"""A file imports only from floors below its own, or from its own room."""

HEAVY = ("pandas", "pyarrow", "numpy", "scipy", "highspy", "matplotlib")
NEVER_RAW = ("analysis", "rules", "sharing", "report")
RAW = ("qaf.workspace.store", "qaf.model.figure")
ONLY_IN = {
    "pandas": ("data/", "report/exports"),
    "pyarrow": ("data/",),
    "scipy": ("disclosure/audit", "disclosure/programme", "disclosure/solver"),
    "highspy": ("disclosure/solver",),
    "matplotlib": ("report/charts",),
    "typer": ("cli/",),
    "click": ("cli/",),
    "rich": ("cli/",),
}
CLOCKS = ("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.localtime")
BOUNDARY = "cli/boundary.py"
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 60

MODULES = sorted((ROOT / "qaf").rglob("*.py"))
NAMES = [module.relative_to(ROOT / "qaf").as_posix() for module in MODULES]


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse((ROOT / "qaf" / name).read_text(encoding="utf-8"))


def room_of(dotted: str) -> str:
    """The room of `qaf.model.area`: `model`. That of `qaf` itself is `__init__`."""
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def dotted_name(name: str) -> str:
    """`qaf.model.area` for `model/area.py`; a package is named without its `__init__`."""
    parts = ["qaf", *name.removesuffix(".py").split("/")]
    if parts[-1] == "__init__" and len(parts) > 2:
        parts.pop()
    return ".".join(parts)


def is_module(dotted: str) -> bool:
    path = ROOT.joinpath(*dotted.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def imports_of(name: str) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, wherever in the file, with its line. Names within modules are not listed."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((module, node.lineno) for module in _modules(node, name))
        elif isinstance(node, ast.Call) and _called(node).endswith(("import_module", "__import__")):
            yield from ((module, node.lineno) for module in _computed(tree_of(name)))


def _modules(node: ast.ImportFrom, name: str) -> list[str]:
    base = node.module or ""
    if node.level:
        here = f"{dotted_name(name)}.".split(".") if name.endswith("__init__.py") else dotted_name(name).split(".")
        base = ".".join(part for part in [*here[: -node.level], base] if part)
    inner = [f"{base}.{alias.name}" for alias in node.names]
    return [module if base.startswith("qaf") and is_module(module) else base for module in inner]


def _computed(tree: ast.Module) -> list[str]:
    """Where the names that a file puts together while qaf runs begin: that of `f"qaf.rules.{name}"` in `qaf.rules`."""
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    found = [match.group(1) for text in texts if (match := re.match(r"(qaf\.[a-z_]+)\.", text))]
    assert found, "a module is imported by a name that cannot be told from the file"
    return found


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def runs_at_import(node: ast.AST) -> Iterator[ast.stmt]:
    """Statements that run when a module is imported: not those in functions, nor for the type checker only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from itertools.chain.from_iterable(runs_at_import(one) for one in child.orelse)
            continue
        if isinstance(child, ast.stmt):
            yield child
        yield from runs_at_import(child)


def wrong_floors(name: str) -> list[str]:
    """Imports from a floor that is not below, and not of the same room."""
    room = room_of(dotted_name(name))
    return [
        f"{name}:{line} imports {module}"
        for module, line in imports_of(name)
        if module.split(".")[0] == "qaf"
        if room_of(module) != room and FLOORS[room_of(module)] >= FLOORS[room]
    ]


def raw_figures(name: str) -> list[str]:
    """Imports of stored or raw figures above disclosure."""
    if not name.startswith(tuple(f"{room}/" for room in NEVER_RAW)):
        return []
    return [f"{name}:{line} imports {module}" for module, line in imports_of(name) if module.startswith(RAW)]


def strayed_libraries(name: str) -> list[str]:
    """Imports of a library that belongs to other rooms."""
    return [
        f"{name}:{line} imports {module}"
        for module, line in imports_of(name)
        if (rooms := ONLY_IN.get(module.split(".")[0])) and not name.startswith(rooms)
    ]


def heavy_at_the_top(name: str) -> list[str]:
    """Heavy libraries that are imported together with the module."""
    found = []
    for node in runs_at_import(tree_of(name)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.append((node.module or "", node.lineno))
    return [f"{name}:{line} imports {module}" for module, line in found if module.split(".")[0] in HEAVY]


def long_modules(name: str) -> list[str]:
    """A module that does too much."""
    lines = len((ROOT / "qaf" / name).read_text(encoding="utf-8").splitlines())
    return [f"{name} has {lines} lines"] if lines > MOST_LINES else []


def long_functions(name: str) -> list[str]:
    """Functions that do too much."""
    functions = [node for node in ast.walk(tree_of(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = [(node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return [f"{name}:{node.lineno} {node.name} has {n} lines" for node, n in sizes if n > MOST_LINES_OF_A_FUNCTION]


def without_docstring(name: str) -> list[str]:
    """Public names, and modules, that do not say what they are."""
    tree = tree_of(name)
    bare = [f"{name}: {public}" for public, node in _public(tree) if not ast.get_docstring(node)]
    return bare + ([f"{name}: the module itself"] if tree.body and not ast.get_docstring(tree) else [])


def _public(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    for child in getattr(node, "body", []):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef) or child.name.startswith("_"):
            continue
        yield f"{prefix}{child.name}", child
        if isinstance(child, ast.ClassDef):
            yield from _public(child, f"{prefix}{child.name}.")


def printing_and_clocks(name: str) -> list[str]:
    """What only the command line may do: print, and read the clock."""
    if name.startswith("cli/"):
        return []
    calls = [(_called(node), node.lineno) for node in ast.walk(tree_of(name)) if isinstance(node, ast.Call)]
    return [f"{name}:{line} calls {called}" for called, line in calls if called == "print" or called.endswith(CLOCKS)]


def broad_excepts(name: str) -> list[str]:
    """Handlers that catch every error and keep it, outside the one boundary."""
    handlers = [node for node in ast.walk(tree_of(name)) if isinstance(node, ast.ExceptHandler)]
    found = [f"{name}:{node.lineno} catches everything" for node in handlers if _is_broad(node)]
    return [] if name == BOUNDARY and len(found) == 1 else found


def _is_broad(node: ast.ExceptHandler) -> bool:
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    last = node.body[-1]
    only_tidies_up = isinstance(last, ast.Raise) and last.exc is None
    return not only_tidies_up and any(k is None or ast.unparse(k) in ("Exception", "BaseException") for k in kinds)


RULES = (
    wrong_floors,
    raw_figures,
    strayed_libraries,
    heavy_at_the_top,
    long_modules,
    long_functions,
    without_docstring,
    printing_and_clocks,
    broad_excepts,
)


def test_every_module_belongs_to_a_room():
    rooms = {room_of(dotted_name(name)) for name in NAMES}
    assert len(NAMES) > 50
    assert rooms <= set(FLOORS), f"rooms that the design does not name: {sorted(rooms - set(FLOORS))}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_is_in_order(rule):
    found = [one for name in NAMES for one in rule(name)]
    assert not found, "\n".join([f"{rule.__doc__}", *found])


BAD = """\
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import numpy
    from ..workspace import store
try:
    import pandas as pd
except Exception:
    pd = None
def late():
    import scipy.optimize
    import_module(f"qaf.report.{late}")
    print(datetime.date.today())
"""


def test_each_rule_can_fail(tmp_path, monkeypatch):
    """A file that breaks every rule is caught by every rule."""
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    for room in ("rules", "workspace"):
        (tmp_path / "qaf" / room).mkdir(parents=True)
    (tmp_path / "qaf" / "workspace" / "store.py").touch()
    name = "rules/a_bad_example.py"
    (tmp_path / "qaf" / name).write_text(BAD + "    pass\n" * MOST_LINES, encoding="utf-8")
    found = {module for module, _ in imports_of(name)}
    assert found == {"typing", "numpy", "qaf.workspace.store", "pandas", "scipy.optimize", "qaf.report"}
    assert [rule.__name__ for rule in RULES if not rule(name)] == []
    assert len(strayed_libraries(name)) == 2
    assert [one.split(":")[1] for one in heavy_at_the_top(name)] == ["6 imports pandas"]
