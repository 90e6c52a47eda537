"""A folder's own templates: the texts in `templates/` that stand in for shipped ones, and what is wrong with them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qaf.ground.findings import Finding, Span, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.workspace.shipped import shipped_folder
from qaf.workspace.tree import FolderTree, UnreadableError

FOLDER = "templates/"
DEFAULT = "default:"
"""What stands before a template's name where the shipped one of that name is meant."""
LARGEST = 512 * 1024

_ENDINGS = (".j2", ".css")
_WITHIN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_NAMED = re.compile(r"""["']([\w./:-]+\.j2)["']""")


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """The texts by name (`book.html.j2`), of all that could be read, and findings with their places.

    `prefix`: what stands before a path of the folder where it is told while a page is made.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    prefix: str = ""

    def source(self, path: str) -> bytes | None:
        """The bytes behind a finding's path; None where it is no template of the folder."""
        text = self.texts.get(path.removeprefix(self.prefix).removeprefix(FOLDER))
        return None if text is None else text.encode()


NO_TEMPLATES = OwnTemplates()


def read_own_templates(tree: FolderTree, prefix: str = "") -> OwnTemplates:
    """What the folder has in `templates/`. Links are refused, for they could lead to what no page may show."""
    paths = [path for path in tree.files() if path.startswith(FOLDER) and path.endswith(_ENDINGS)]
    texts: dict[str, str] = {}
    found: list[Finding] = []
    for path in paths:
        try:
            texts[path.removeprefix(FOLDER)] = _text(tree, path)
        except UnreadableError as error:
            found.append(unusable(path, 1, f"it cannot be read: {error}"))
    for name in texts:
        found += _about(name, texts)
    return OwnTemplates(texts, tuple(found), prefix)


def unusable(path: str, line: int, why: str) -> Finding:
    """QAF603: a template of the folder that stops the report."""
    message = f"{path} is a template that cannot be used: {why}."
    return finding("QAF603", Where(path), message, help="docs/templates.md says what a template can do.", span=at(line))


def at(line: int) -> Span:
    """The start of a line."""
    return Span(line, 1, line, 1)


def _text(tree: FolderTree, path: str) -> str:
    full = os.path.join(tree.root, path)
    if os.path.realpath(full) != os.path.join(os.path.realpath(tree.root), *path.split("/")):
        raise UnreadableError("it is a link")
    content = tree.read(path)
    if len(content) > LARGEST:
        raise UnreadableError(f"it is larger than {LARGEST // 1024} KiB")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UnreadableError("it is no UTF-8 text") from None


def _about(name: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    """What can be said of one template without using it."""
    path, text = FOLDER + name, texts[name]
    shipped = {file.name for file in shipped_folder("templates").iterdir() if file.name.endswith(_ENDINGS)}
    used = {used for other, source in texts.items() if other != name for used in _NAMED.findall(source)}
    if name not in shipped and name not in used:
        advice = did_you_mean(name, shipped) or "docs/templates.md names the templates that can be overridden."
        message = f"{path} overrides no template that comes with qaf, and no other one uses it, so it changes nothing."
        yield finding("QAF604", Where(path), message, help=advice, span=at(1), excerpt=False)
    if name.endswith(".css"):
        if "</" in text:
            yield unusable(path, _line(text, text.index("</")), "a style sheet cannot hold `</`")
        return
    yield from _syntax(path, text)
    for match in _WITHIN.finditer(text):
        message = (
            f"{path} holds a <{match[1].lower()}> element. The pages allow no script, and no styles but those of "
            "their style sheet, so it does nothing."
        )
        advice = "Write styles into `templates/book.css` or `templates/form.css`."
        yield finding("QAF605", Where(path), message, help=advice, span=at(_line(text, match.start())))


def _syntax(path: str, text: str) -> Iterator[Finding]:
    from jinja2 import Environment, TemplateSyntaxError

    try:
        Environment().parse(text)
    except TemplateSyntaxError as error:
        yield unusable(path, error.lineno, (error.message or "it cannot be understood").rstrip("."))
    except RecursionError:
        yield unusable(path, 1, "it is nested too deeply")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
