"""Pages in a folder's own templates: sandboxed, bounded, and told by file and line where they go wrong.

Nothing of a template's text is trusted: it sees what the shipped templates see, opens no file, and cannot go on for
ever. Every loop, call and text that is kept counts against a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qaf.ground.errors import RefusedError
from qaf.workspace.own_templates import DEFAULT, FOLDER, OwnTemplates, unusable
from qaf.workspace.shipped import shipped_folder

MOST_STEPS = 2_000_000
"""How many turns of loops and calls one page may take: a book of 60 areas takes some 100,000."""
MOST_TEXT = 64 * 1024 * 1024
LONGEST_KEPT = 1_000_000
"""The longest text or list that a template may keep under a name, and the largest number that it may pass on."""

_FAILURES = (
    TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError, MemoryError,
)  # fmt: skip
_STRETCHING = frozenset(
    {"format", "format_map", "center", "ljust", "rjust", "zfill", "expandtabs", "replace", "translate", "join"}
)
_NO_FILTERS = ("center", "format", "indent", "pprint", "random", "wordwrap")
_NO_GLOBALS = ("lipsum", "namespace")


class OwnLoader(BaseLoader):
    """The folder's template of a name, else the shipped one; `default:NAME` is always the shipped one."""

    def __init__(self, own: OwnTemplates) -> None:
        self._own = own
        self._shipped = shipped_folder("templates")

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text, what it is called in a traceback, and that it stays so."""
        if template in self._own.texts:
            return self._own.texts[template], FOLDER + template, lambda: True
        name = template.removeprefix(DEFAULT)
        file = self._shipped / name
        if "/" in name or "\\" in name or not name.endswith(".j2") or not file.is_file():
            raise TemplateNotFound(template, f"there is no template `{template}`")
        return file.read_text(encoding="utf-8"), f"{DEFAULT}{name}", lambda: True


class OwnEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox in which pages are made where the folder has templates of its own."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, own: OwnTemplates, **options: Any) -> None:
        super().__init__(loader=OwnLoader(own), **options)
        self._own = own
        self._steps = 0
        for name in _NO_FILTERS:
            self.filters.pop(name, None)
        for name in _NO_GLOBALS:
            self.globals.pop(name, None)
        self.filters["_counted"] = self._counted
        self.filters["_kept"] = _kept
        self.concat = _joined  # type: ignore[method-assign]

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Turn what a template of the folder did wrong into a finding; an error of anything else stays what it is."""
        try:
            super().handle_exception(source)
        except _FAILURES as error:
            path, line = _place(error)
            if path.removeprefix(FOLDER) not in self._own.texts:
                raise
            item = unusable(self._own.prefix + path, line, _why(error))
            raise RefusedError(
                "A template of the folder could not be used, so no page was made.",
                help="Mend it, or take it out of `templates/`. Nothing was written.",
                findings=(item,),
                source=self._own.source,
            ) from None

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As in every sandbox; and no method that makes a long text of a short one."""
        return not (isinstance(obj, str) and attr in _STRETCHING) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """A text's own `format` is not wrapped but refused, as an attribute that is not safe."""

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call something that is safe to call; each call is a step."""
        __self._step()
        for value in (*args, *kwargs.values()):
            _kept(value)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic of numbers; texts and lists are neither multiplied nor filled in, and joined up to a length."""
        self._step()
        if operator != "+" and not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            raise SecurityError(f"`{operator}` works on numbers only")
        if operator == "**" and (abs(left) > LONGEST_KEPT or abs(right) > 10):
            raise SecurityError("that power is too large")
        return _kept(super().call_binop(context, operator, left, right))

    def get_template(self, name: Any, *args: Any, **options: Any) -> Any:
        """A template by its name; each is a step."""
        self._step()
        return super().get_template(name, *args, **options)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            if loop.recursive:
                raise TemplateSyntaxError("a loop cannot be `recursive` here", loop.lineno, name, filename)
            loop.iter = _filtered(loop.iter, "_counted")
        for assigned in tree.find_all(nodes.Assign):
            assigned.node = _filtered(assigned.node, "_kept")
        return tree

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise SecurityError("it takes too many steps, as a loop within a loop within a loop does")

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._step()
            yield item


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    """What stands in `node`, passed through a filter."""
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _kept(value: Any) -> Any:
    """The value, where it is not so large that keeping more of its kind would fill the memory."""
    large = isinstance(value, int) and abs(value) > LONGEST_KEPT
    if large or (isinstance(value, (str, list, tuple, dict)) and len(value) > LONGEST_KEPT):
        raise SecurityError("a value in it has become too large")
    return value


def _joined(parts: Iterable[str]) -> str:
    """The parts as one text, of which there may not be too much."""
    kept, size = [], 0
    for part in parts:
        size += len(part)
        if size > MOST_TEXT:
            raise SecurityError("it prints too much")
        kept.append(part)
    return "".join(kept)


def _place(error: BaseException) -> tuple[str, int]:
    """The last place in a template of the folder that the error came from: its path and line; "" where none was."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or "", error.lineno
    found, trace = ("", 1), error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(FOLDER):
            found = name, trace.tb_lineno
        trace = trace.tb_next
    return found


def _why(error: BaseException) -> str:
    """The reason as the middle of a sentence; what Python itself says may hold a value, so only its kind is told."""
    if isinstance(error, TemplateError):
        return (error.message or "it cannot be understood").rstrip(".")
    if isinstance(error, RecursionError):
        return "it uses itself, over and over"
    if isinstance(error, OverflowError):
        return "a range in it is too large"
    if isinstance(error, ZeroDivisionError):
        return "it divides by nothing"
    return "an expression in this line does not fit what it is given"
