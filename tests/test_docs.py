"""The pages of README and docs/: links lead somewhere, commands can be called, YAML is YAML, every page is found.

What the pages print is compared where an example is followed (test_readme.py, test_guides.py); here every page counts.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import typer
import yaml
from helpers import ROOT, run_process, run_qaf
from index_page import index_page, listed
from markdown_it import MarkdownIt

from qaf.cli.app import make_command
from qaf.cli.examples import EXAMPLES
from qaf.ground.codes import CODES
from qaf.ground.version import VERSION
from qaf.model.layout import kind_of

DOCS = ROOT / "docs"
AT_THE_TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
ELSEWHERE = ("examples/northmoor-council/README.md", "examples/northmoor-partnership/README.md", "framework/README.md")
PAGES = sorted(
    [*(ROOT / name for name in (*AT_THE_TOP, *ELSEWHERE)), *DOCS.rglob("*.md")], key=lambda path: path.as_posix()
)
SHELL = ("sh", "console", "bash", "")
EXAMPLE = ROOT / "examples" / "northmoor-council"
DAY = "2026-06-15"
NEED_A_FILE = ("init", "ingest", "serve")
"""Commands whose examples need a file that nobody has, an answer, or to be stopped."""

DEAR = ("new", "trace", "curve", "data", "form", "report", "share", "overview")
"""Commands whose examples take longer, because figures are protected for them."""

UsageError = typer.BadParameter.__mro__[1]
NAME_OF_A_VALUE = re.compile(r"[A-Z][A-Z0-9_.]*(\.\.\.)?")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tokens_of(path: Path):
    """What a page is made of, with what stands inside its lines."""
    found = []
    for token in MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8")):
        found += [token, *(token.children or ())]
    return found


def links_of(path: Path) -> list[str]:
    """Where the links and pictures of a page lead, those to other sites left out."""
    targets = [token.attrGet("href") or token.attrGet("src") for token in tokens_of(path)]
    return [target for target in targets if target and not re.match(r"https?:|mailto:", target)]


@cache
def anchors_of(path: Path) -> frozenset[str]:
    """The anchors of a page's headings, as code hosts and the site make them."""
    tokens = tokens_of(path)
    texts = [tokens[at + 1] for at, token in enumerate(tokens) if token.type == "heading_open"]
    slugs = ["".join(child.content for child in text.children) for text in texts]
    slugs = [re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in slugs]
    seen: Counter[str] = Counter()
    found = []
    for slug in slugs:
        found.append(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return frozenset(found)


def wrong_link(page: Path, target: str) -> str:
    """What is wrong with a link, or nothing."""
    name, _, anchor = target.partition("#")
    path = (page.parent / name).resolve() if name else page
    if not path.is_relative_to(ROOT):
        return "leads out of the project"
    if not path.exists():
        return "leads nowhere"
    if name and path.name not in {each.name for each in path.parent.iterdir()}:
        return "is spelt otherwise on disk"
    return f"has no heading for #{anchor}" if anchor and anchor not in anchors_of(path) else ""


def commands_of(path: Path) -> list[str]:
    """The command lines of qaf in a page's blocks, without what they print."""
    found = []
    for token in tokens_of(path):
        indented = token.type == "code_block"
        if not indented and (token.type != "fence" or token.info.strip() not in SHELL):
            continue
        lines = token.content.replace("\\\n", " ").splitlines()
        prompted = any(line.startswith("$ ") for line in lines)
        said = [line.removeprefix("$ ") for line in lines if line.startswith("$ ") or not prompted]
        found += [line.strip() for line in said if re.match(r"\s*(\.venv/bin/)?qaf(\s|$)", line)]
    return found


def inline_commands_of(path: Path) -> list[str]:
    """The commands of qaf that a page names within its sentences."""
    return [
        token.content for token in tokens_of(path) if token.type == "code_inline" and token.content.startswith("qaf ")
    ]


def words_of(line: str) -> list[str]:
    """The words behind `qaf` up to where the shell takes over."""
    words = shlex.split(line, comments=True)
    end = next((at for at, word in enumerate(words) if word in (">", "|", "&&", ";", "<")), len(words))
    return words[1:end]


@cache
def command_line():
    return make_command([])


def wrong_command(words: list[str]) -> str:
    """What the command line says about these words, or nothing; nothing is run."""
    command, name = command_line(), "qaf"
    try:
        while words or command is not command_line():
            context = command.make_context(name, list(words))
            if not hasattr(command, "commands"):
                return ""
            rest = [*context._protected_args, *context.args]
            if not rest:
                return ""
            name, command, words = command.resolve_command(context, rest)
    except typer.Exit:
        return ""  # --help and --version.
    except UsageError as error:
        return error.format_message()
    return ""


def wrong_names(line: str) -> str:
    """What is wrong with the command and the options of a line that leaves its values open, or nothing."""
    command, known, words = command_line(), {"--help"}, line.split()[1:]
    known |= {option for each in command.params for option in each.opts}
    before = ""
    for word in words:
        inner = getattr(command, "commands", {})
        before, last = word, before
        if last in ("-C", "--directory", "--as-at"):
            continue
        if word.startswith("-"):
            if word.split("=")[0].rstrip(",.") not in known:
                return f"there is no option {word}"
        elif inner and not NAME_OF_A_VALUE.fullmatch(word):
            if word not in inner and command is command_line():
                return f"there is no command {word}"
            command = inner.get(word, command)
            known |= {option for each in command.params for option in each.opts}
    return ""


def test_every_page_is_found_from_the_first_one():
    found, ahead = set(), [DOCS / "index.md"]
    while ahead:
        page = ahead.pop()
        if page in found:
            continue
        found.add(page)
        names = [target.partition("#")[0] for target in links_of(page)]
        ahead += [path for name in names if name.endswith(".md") and (path := (page.parent / name).resolve()).exists()]
    wanted = [*DOCS.rglob("*.md"), *(ROOT / name for name in AT_THE_TOP)]
    assert [name_of(path) for path in wanted if path not in found] == []


def test_the_first_page_lists_what_the_folders_hold(tmp_path):
    assert (DOCS / "index.md").read_text(encoding="utf-8") == index_page(), "run: python tests/index_page.py"
    assert "- [What stands in YAML stays" in index_page()
    (tmp_path / "users").mkdir()
    assert listed(tmp_path / "users") == "\n"


def test_links_and_pictures_lead_somewhere():
    links = [(page, target) for page in PAGES for target in links_of(page)]
    assert len(links) > 150
    wrong = [f"{name_of(page)}: {target} {why}" for page, target in links if (why := wrong_link(page, target))]
    assert wrong == []


def test_pictures_say_what_they_show():
    pictures = [token for page in PAGES for token in tokens_of(page) if token.type == "image"]
    assert len(pictures) >= 2
    assert [token.attrGet("src") for token in pictures if len(token.content.split()) < 5] == []


def test_a_link_that_leads_nowhere_is_noticed():
    page = DOCS / "index.md"
    assert wrong_link(page, "no-such.md") == "leads nowhere"
    assert wrong_link(page, "../../etc/passwd") == "leads out of the project"
    assert wrong_link(page, "../README.md#no-such-heading") == "has no heading for #no-such-heading"
    assert wrong_link(page, "../README.md#two-commands") == ""


def test_commands_in_blocks_can_be_called():
    lines = {(name_of(page), line) for page in PAGES for line in commands_of(page)}
    assert len(lines) > 80
    wrong = [f"{page}: {line}: {why}" for page, line in sorted(lines) if (why := wrong_command(words_of(line)))]
    assert wrong == []


def test_commands_within_sentences_exist():
    named = {(name_of(page), line) for page in PAGES for line in inline_commands_of(page)}
    assert len(named) > 100
    assert [f"{page}: {line}: {why}" for page, line in sorted(named) if (why := wrong_names(line))] == []


@pytest.mark.parametrize(
    "line",
    ["qaf frobnicate", "qaf gaps --colour", "qaf gaps --format pdf", "qaf trace", "qaf data frobnicate", "qaf -X gaps"],
)
def test_a_command_that_cannot_be_called_is_noticed(line):
    assert wrong_command(words_of(line))


@pytest.mark.parametrize("line", ["qaf frobnicate", "qaf gaps --colour", "qaf data show --colour ID"])
def test_a_command_that_is_not_there_is_noticed(line):
    assert wrong_names(line)


@pytest.fixture
def example(tmp_path):
    """A copy of the example, kept in git on the branch main, with two tags."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "northmoor")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        [*who, "commit", "-qm", "All"],
        ["tag", "v1"],
        ["tag", "v2"],
    ):
        ran = run_process(["git", "-C", str(folder), *words])
        assert ran.code == 0, ran.err
    return folder


def wrong_examples(folder, names):
    """The examples of these commands that cannot be run in a folder, with what they say."""
    wrong = []
    for line in (line for name in names for line in EXAMPLES[name]):
        words = words_of(re.sub(r" {2,}.*", "", line))
        if words[-1].isupper() or "--help" in words:
            continue
        ran = run_qaf("--as-at", DAY, *words, cwd=folder)
        allowed = (0, 1) if "--check" in words or words[0] == "gaps" else (0,)
        wrong += [] if ran.code in allowed and ran.out + ran.err else [f"{line}: {ran.code}: {ran.err}"]
    return wrong


def test_examples_below_help_work_on_the_example(example):
    names = [name for name in EXAMPLES if name not in NEED_A_FILE + DEAR]
    assert len(names) >= 14
    assert wrong_examples(example, names) == []


@pytest.mark.prove
def test_dear_examples_below_help_work_on_the_example(example):
    assert wrong_examples(example, DEAR) == []


def test_targets_of_make_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = {
        target
        for page in PAGES
        for token in tokens_of(page)
        if token.type in ("code_inline", "fence", "code_block")
        for target in re.findall(r"^\s*make ([a-z]+)", token.content, flags=re.MULTILINE)
    }
    assert {"test", "docs", "prove"} <= named <= targets


def test_codes_that_pages_name_exist():
    named = {code for page in PAGES for code in re.findall(r"QAF\d{3}", page.read_text(encoding="utf-8"))}
    assert named - set(CODES) == set()


def test_yaml_in_blocks_is_yaml():
    wrong, blocks = [], 0
    for page in PAGES:
        for token in tokens_of(page):
            if token.type != "fence" or token.info.strip() not in ("yaml", "yml", "json"):
                continue
            blocks += 1
            try:
                yaml.load(token.content, Loader=yaml.BaseLoader)
            except yaml.YAMLError as error:
                wrong.append(f"{name_of(page)}:{token.map[0] + 1}: {error}")
    assert blocks > 30
    assert wrong == []


def test_a_file_that_a_page_says_to_save_is_one_that_a_folder_can_have():
    said = re.compile(r"[Ss]ave\s+this\s+as\s+`([^`]+\.(?:yaml|md))`")
    named = {(name_of(page), name) for page in PAGES for name in said.findall(page.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert [(page, name) for page, name in sorted(named) if kind_of(name) is None] == []


def test_how_to_cite_says_what_this_is():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert (str(cited["version"]), cited["license"]) == (VERSION, "MIT")
    assert f"All of this will be {VERSION}." in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
