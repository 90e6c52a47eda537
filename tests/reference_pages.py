"""The reference in docs/reference/, made from the code. `python tests/reference_pages.py` writes it anew."""

from __future__ import annotations

import re
import sys
import types
import typing
from collections.abc import Iterator
from functools import cache

from helpers import ROOT

from qaf.cli.app import COMMANDS, make_command
from qaf.cli.examples import EXAMPLES
from qaf.ground.codes import CODES, FAMILIES
from qaf.ground.text import listing
from qaf.model import accepted_gap, fields, governance, recipe
from qaf.model.fields import Model, Ref
from qaf.model.layout import FILE_KINDS, model_of
from qaf.model.meanings import meaning_of
from qaf.rules.documentation import one_rule

FOLDER = ROOT / "docs" / "reference"
MADE = "It is made from the code (`python tests/reference_pages.py`), and a test\nsays when it is out of date."


def pages() -> dict[str, str]:
    """Each page's file name and what belongs in it."""
    return {"commands.md": commands_page(), "codes.md": codes_page(), "keys.md": keys_page()}


# ---------------------------------------------------------------------------------------------------------- commands

VALUES = {"str": "TEXT", "int": "NUMBER", "Path": "PATH"}
"""What stands for a value in place of the name of a Python type."""


def commands_page() -> str:
    """Every command: what it does, how it is called, its options and examples."""
    top = make_command([])
    intro = (
        f"# Commands\n\nThis page says what each command takes. {MADE} `qaf COMMAND --help` prints the same.\n\n"
        "| command | does |\n| --- | --- |\n"
    )
    intro += "".join(f"| [`qaf {name}`](#qaf-{name}) | {_summary(top.commands[name])} |\n" for name in COMMANDS)
    everywhere = "## Before every command\n\nThese stand between `qaf` and the command's name.\n\n" + _options(
        "qaf", top
    )
    codes = (
        "\nExit codes: 0 fine; 1 something was found or refused; 2 qaf could not start; 3 a bug in qaf; "
        "130 interrupted.\n"
        "Results go to the standard output, progress and notes to the standard error.\n"
    )
    parts = [part for name in COMMANDS for part in _command(name, top.commands[name])]
    return _tidy("\n".join([intro, everywhere + codes, *parts]))


def _command(name: str, command: typing.Any) -> Iterator[str]:
    yield f"## qaf {name}\n\n" + _about(f"qaf {name}", command) + _examples(name)
    for word in getattr(command, "commands", {}):
        yield f"### qaf {name} {word}\n\n" + _about(f"qaf {name} {word}", command.commands[word])


def _about(words: str, command: typing.Any) -> str:
    usage = _context(words, command).get_usage().removeprefix("Usage: ")
    usage = re.sub(r"\{([^}|]+)\}", r"\1", " ".join(usage.split())).replace("[[", "[").replace("]]", "]")
    inner = getattr(command, "commands", {})
    table = _options(words, command)
    if inner:
        rows = [f"| [`{words} {name}`](#{_anchor(f'{words} {name}')}) | {_summary(inner[name])} |" for name in inner]
        table += "\n".join(["| command | does |", "| --- | --- |", *rows]) + "\n"
    return f"{_paragraphs(command.help)}\n\n```text\n{usage.replace('......', '...')}\n```\n\n{table}"


def _options(words: str, command: typing.Any) -> str:
    context = _context(words, command)
    records = [
        record for one in command.params if (record := one.get_help_record(context)) and "--help" not in record[0]
    ]
    rows = [f"| `{_name(name)}` | {_cell(about)} |" for name, about in records]
    return "\n".join(["| takes | meaning |", "| --- | --- |", *rows]) + "\n\n" if rows else ""


def _name(record: str) -> str:
    """`--to <csv|md>` stays as it is for a table; a Python type becomes a word for a value."""
    name, _, kind = record.partition(" <")
    name, kind = name.strip("[]").replace("|", "\\|"), kind.removesuffix(">").replace("|", "\\|")
    if "|" in kind:
        return f"{name} {kind}"
    return f"{name} {VALUES[kind.removesuffix(' range')]}" if kind and name.startswith("-") else name


def _context(words: str, command: typing.Any) -> typing.Any:
    return command.context_class(command, info_name=words, terminal_width=10_000, max_content_width=10_000)


def _examples(name: str) -> str:
    lines = "\n".join(re.sub(r" {2,}(.+)", r"  # \1", line) for line in EXAMPLES.get(name, ()))
    return f"\nFor example:\n\n```sh\n{lines}\n```\n" if lines else ""


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in (text or "").split("\n\n"))


def _summary(command: typing.Any) -> str:
    return _cell(command.help.split("\n\n")[0])


def _cell(text: str) -> str:
    """One line of a table."""
    return " ".join((text or "").replace("  [", " [").split()).replace("|", "\\|")


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


# ------------------------------------------------------------------------------------------------------------- codes


def codes_page() -> str:
    """Every code: what it means, why it matters, what to do."""
    parts = [
        "# Codes\n\nEvery finding has a code. This page says what each means, why it matters and what to do. "
        f"{MADE} `qaf rules CODE` prints the same with a faulty and a mended example.\n"
    ]
    for digit, family in FAMILIES.items():
        codes = [code for code in sorted(CODES) if code[3] == digit]
        rows = [f"| [{code}](#{_anchor(_title(code))}) | {CODES[code].level} | {CODES[code].title} |" for code in codes]
        parts.append("\n".join([f"## {family}", "", "| code | level | meaning |", "| --- | --- | --- |", *rows, ""]))
        parts += [_code(code) for code in codes]
    return _tidy("\n".join(parts))


def _title(code: str) -> str:
    return f"{code}: {CODES[code].title}"


def _code(code: str) -> str:
    text = one_rule(code, "md").partition("\n\n")[2]
    text = re.split(r"^(?:## Bad|## Good|There is no example: )", text, flags=re.MULTILINE)[0].strip()
    return f"### {_title(code)}\n\n{text}\n"


# -------------------------------------------------------------------------------------------------------------- keys

VALUE_WORDS: tuple[tuple[object, str], ...] = (
    (fields.Id, "an id"),
    (fields.Text, "text"),
    (fields.Typed, "text"),
    (fields.Day, "a day"),
    (fields.PeriodText, "a period"),
    (fields.Whole, "a whole number"),
    (fields.Positive, "a whole number from 1"),
    (fields.Number, "a number"),
    (fields.Truth, "`true` or `false`"),
    (fields.Duration, "a length of time, such as `6w`"),
    (recipe.Texts, "a text or a list of texts"),
    (governance.When, "a frequency or a list of days"),
    (governance.Score, "1, 2, 3 or 4"),
    (accepted_gap.GapCode, "a code"),
    (str, "text"),
    (bool | str, "`true`"),
)
"""How each kind of value is called."""

KEYS_INTRO = f"""\
# Files and keys

This page says what can stand in which file of a framework folder. {MADE}
`qaf schema KIND` prints the same as a JSON Schema, for editors that complete and check while you type.

A key in bold is required. All others may be left out; empty, `~` and `null` mean "not given". Any other key is an
error, except keys of your own, which begin with `x-`.

- An *id* is made of small letters, digits and single hyphens, at most 60 in all, and is unique in the folder.
- A *day* is written as `2026-03-31`.
- A *period* is `2025/26` (a reporting year), `2025/26 Q1`, `2025` (a calendar year), `2025-04` (a month) or a day.
- *Text* is kept as it was typed: `no`, `010` and `12:30` are never taken for anything else.
"""


def keys_page() -> str:
    """Every file of a framework folder, with the keys that it takes."""
    rows = [f"| [`{kind.pattern}`](#{_anchor(kind.pattern)}) | {_root(kind)} |" for kind in FILE_KINDS]
    parts = [KEYS_INTRO, "\n".join(["| file | holds |", "| --- | --- |", *rows, ""])]
    for kind in FILE_KINDS:
        parts.append(f"## `{kind.pattern}`\n\n{_root(kind)}\n\n" + _more(kind))
        if kind.model:
            parts.append(_table(model_of(kind), named=kind.named))
            parts += [
                f"### {_called(each)}\n\n{_paragraphs(_doc(each))}\n\n{_table(each)}" for each in _first_here(kind)
            ]
    return _tidy("\n".join(parts))


def _root(kind: typing.Any) -> str:
    """What a kind of file holds: the first line of its module."""
    if not kind.model:
        return "The story behind the figures of an area for a period, as Markdown."
    first = (sys.modules[model_of(kind).__module__].__doc__ or "").partition("\n")[0]
    text = re.sub(r"^[^:]*`[^:]*: ", "", first)
    return text[0].upper() + text[1:]


def _more(kind: typing.Any) -> str:
    """What the model of the whole file says of it, where that is more than that it is the whole."""
    text = _paragraphs(_doc(model_of(kind))) if kind.model else ""
    return (
        ""
        if re.fullmatch(r"(The whole of|One file of|The front matter of|One exercise)[^.]*.?(yaml`)?\.?", text)
        else text + "\n"
    )


def _doc(model: type[Model]) -> str:
    return model.__doc__ or ""


def _table(model: type[Model], *, named: bool = False) -> str:
    hints = typing.get_type_hints(model, include_extras=True)
    rows = []
    for name, info in model.model_fields.items():
        key = info.alias or name
        required = info.is_required() and not (named and key == "id")
        default = "" if info.is_required() else _default(info.default)
        star, meaning = "**" if required else "", _cell(meaning_of(model.__name__, key))
        rows.append(f"| {star}`{key}`{star} | {meaning} | {_takes(hints[name])}{default} |")
    return "\n".join(["| key | means | takes |", "| --- | --- | --- |", *rows, ""])


def _default(value: object) -> str:
    if isinstance(value, bool):
        return f" (default `{str(value).lower()}`)"
    return f" (default `{value}`)" if isinstance(value, str | int) and value != "" else ""


def _takes(hint: typing.Any) -> str:
    for known, words in VALUE_WORDS:
        if hint == known:
            return words
    if typing.get_origin(hint) is typing.Annotated:
        refs = [item for item in hint.__metadata__ if isinstance(item, Ref)]
        return _reference(refs[0]) if refs else _takes(typing.get_args(hint)[0])
    parts = [part for part in typing.get_args(hint) if part not in (type(None), Ellipsis)]
    if typing.get_origin(hint) is typing.Literal:
        return listing([f"`{word}`" for word in parts], "or")
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return " or ".join(dict.fromkeys(_takes(part) for part in parts))
    if typing.get_origin(hint) is tuple:
        return (
            f"two numbers: `[{_takes(parts[0])}, {_takes(parts[1])}]`"
            if len(parts) == 2
            else f"a list, each: {_takes(parts[0])}"
        )
    if typing.get_origin(hint) is dict:
        return f"a mapping from text to: {_takes(parts[1])}"
    if isinstance(hint, type) and issubclass(hint, Model):
        return f"[{_called(hint)}](#{_anchor(_called(hint))})"
    raise AssertionError(f"{hint} has no words in VALUE_WORDS")


def _reference(ref: Ref) -> str:
    kinds = [{"good": "good statement"}.get(kind, kind) for kind in ref.kinds]
    words = f"the id of {listing([f'an {kind}' if kind[0] in 'aeiou' else f'a {kind}' for kind in kinds], 'or')}"
    return words + (" (where the folder has no posts, any text)" if ref.needs_posts else "")


def _called(model: type[Model]) -> str:
    """`ComparatorMember` in words."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda match: " " + match.group().lower(), model.__name__)


@cache
def _all_first() -> dict[str, list[type[Model]]]:
    """The mappings that each kind of file is the first to use."""
    seen: set[type[Model]] = set()
    found: dict[str, list[type[Model]]] = {}
    for kind in FILE_KINDS:
        if kind.model:
            inner = [each for each in _inside(model_of(kind)) if each not in seen]
            found[kind.name] = list(dict.fromkeys(inner))
            seen.update(inner)
    return found


def _first_here(kind: typing.Any) -> list[type[Model]]:
    return _all_first()[kind.name]


def _inside(model: type[Model]) -> Iterator[type[Model]]:
    for hint in typing.get_type_hints(model, include_extras=True).values():
        for inner in _models(hint):
            yield inner
            yield from _inside(inner)


def _models(hint: typing.Any) -> Iterator[type[Model]]:
    if isinstance(hint, type) and issubclass(hint, Model):
        yield hint
    for part in typing.get_args(hint):
        yield from _models(part)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
