"""A folder's own templates: what they can change, what they cannot reach, and how they are told where they go wrong."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

from qaf.ground.errors import RefusedError
from qaf.report import own_templates, render
from qaf.workspace.own_templates import OwnTemplates

PAGE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
EXTENDS = '{% extends "default:book.html.j2" %}\n'


@pytest.fixture
def folder(tmp_path):
    """A bare folder with templates; what it is built into."""

    def build(**templates):
        files = {f"templates/{name.replace('_', '.')}": text for name, text in templates.items()}
        return build_tree(tmp_path / "folder", {"qaf.yaml": MINIMAL_SETTINGS, **files}), tmp_path / "out"

    return build


def report(folder, out, *more):
    return run_qaf("-C", folder, "--as-at", "2026-06-15", "report", *more, "--out", out, cwd=folder)


def test_the_page_of_the_documentation_is_true(folder):
    jinja = re.search(r"```jinja\n(.*?)```", PAGE, re.DOTALL)[1]
    css = re.search(r"```css\n(.*?)```", PAGE, re.DOTALL)[1]
    blocks = {
        name: set(re.findall(r"`([\w.]+j2)`", where)) for name, where in re.findall(r"\| `(\w+)` \|.*\|(.*)\|", PAGE)
    }
    every = {"book.html.j2", "book.md.j2", "form.html.j2", "form.md.j2"}
    for name, where in blocks.items():
        for file in where or every:
            assert f"{{% block {name} %}}" in (ROOT / "templates" / file).read_text(encoding="utf-8"), (name, file)
    made, out = folder(book_html_j2=jinja, book_css=css, foot_html_j2="<p>Page {{ where }} of ours</p>\n")
    ran = report(made, out)
    assert (ran.code, ran.err) == (0, "")
    text = (out / "book.html").read_text(encoding="utf-8")
    assert '<img alt="" src="data:image/png;base64,…"> Northmoor</p>' in text
    assert text.index("How this book was made") < text.index("Words we use</h2>")
    assert "<p>Page Words we use of ours</p>" in text
    assert "<p>Page Summary of ours</p>" in text
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    assert "--blue: #005a30" in style and ".cover-face" in style and "@import" not in style
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in text
    assert (out / "book.md").read_text(encoding="utf-8").startswith("# ")


def test_what_a_template_does_wrong_is_told_with_file_and_line(folder):
    made, out = folder(book_html_j2=EXTENDS + "{% block end %}\n{{ book.figures_of_children }}\n{% endblock %}\n")
    ran = report(made, out)
    assert ran.code == 1 and not out.exists()
    assert "templates/book.html.j2:3:1: error QAF603" in ran.err and "figures_of_children" in ran.err
    assert "Traceback" not in ran.err
    assert report(made, out, "quarterly").code == 0
    build_tree(made, {"templates/book.html.j2": EXTENDS + "\n{% block end %}{% if %}{% endblock %}"})
    ran = run_qaf("-C", made, "--as-at", "2026-06-15", "validate", cwd=made)
    assert ran.code == 1 and "templates/book.html.j2:3:1: error QAF603" in ran.out
    assert "templates/book.html.j2:3:1: error QAF603" in report(made, out).err


def test_links_and_files_outside_are_refused(folder, tmp_path):
    made, out = folder(book_html_j2=EXTENDS + '{% block end %}{% include "../qaf.yaml" %}{% endblock %}')
    assert "there is no template `../qaf.yaml`" in report(made, out).err
    build_tree(made, {"templates/book.html.j2": EXTENDS, "data/raw.csv": "measure,period,value\nseen,2025/26,3\n"})
    (made / "templates" / "foot.html.j2").symlink_to(made / "data" / "raw.csv")
    ran = report(made, out)
    assert (
        ran.code == 1 and "foot.html.j2 is a template that cannot be used: it cannot be read: it is a link" in ran.err
    )
    assert not out.exists()
    (made / "templates" / "foot.html.j2").unlink()
    build_tree(made, {"templates/book.css": "p { color: red }</style><b>"})
    assert "a style sheet cannot hold `</`" in report(made, out).err


LOOP = "{% for a in range(9999) %}"
WRONG = {
    LOOP * 3 + "{% endfor %}" * 3: "too many steps",
    "{% set x = range(5000) | list %}" + "{% for a in x %}" * 4 + "{% endfor %}" * 4: "too many steps",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}": "too many steps",
    "{% for a in range(1000000) %}{% endfor %}": "range in it is too large",
    "{% for a in [1] recursive %}{% endfor %}": "`recursive`",
    '{% include "book.html.j2" %}': "it uses itself",
    '{{ "x" * 100000000 }}': "too large",
    "{{ 9 ** 99999999 }}": "too large",
    '{{ "%999999999d" % 1 }}': "`%` works on numbers only",
    '{{ "{:>999999999}".format(1) }}': "format",
    '{{ "x".center(9) }}': "center",
    '{{ "x" | center(999999999) }}': "center",
    "{{ lipsum(n=9) }}": "lipsum",
    "{{ cover.__class__.__mro__ }}": "__class__",
    "{{ book.index.__init__.__globals__ }}": "__init__",
    "{{ 1 / 0 }}": "divides by nothing",
    "{{ cover.period + 1 }}": "does not fit",
    "{{ book.sheets.append(1) }}": "append",
    '{% set x = "x" %}' + "{% set x = x ~ x %}" * 30: "become too large",
}


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_a_template_that_goes_too_far_is_stopped(text, monkeypatch):
    monkeypatch.setattr(own_templates, "MOST_STEPS", 20_000)
    own = OwnTemplates({"book.html.j2": text})
    with pytest.raises(RefusedError) as refused:
        template = render.environment(autoescape=True, own=own).get_template("book.html.j2")
        template.render(book=OwnTemplatesBook(), cover=OwnTemplatesBook())
    (item,) = refused.value.findings
    assert (item.code, item.where.path, item.span.line) == ("QAF603", "templates/book.html.j2", 1)
    assert WRONG[text] in item.message


class OwnTemplatesBook:
    """What a template is given here."""

    period = "2025/26"
    index = ()
    sheets: list[int] = []


def test_the_same_page_comes_out_of_the_sandbox(book):
    plain = book()
    own = OwnTemplates({name: f'{{% extends "default:{name}" %}}' for name in ("book.html.j2", "book.md.j2")})
    boxed = replace(plain, cover=replace(plain.cover, templates=own))
    assert render.html(boxed) == render.html(plain)
    assert render.markdown(boxed) == render.markdown(plain)


def test_every_form_can_be_made_in_the_sandbox(folder):
    names = ("book.html.j2", "book.md.j2", "form.html.j2", "form.md.j2")
    made, _ = folder(**{name.replace(".", "_"): f'{{% extends "default:{name}" %}}\n' for name in names})
    (made / "areas").mkdir(exist_ok=True)
    (made / "areas" / "front-door.yaml").write_text(
        "name: Front door\ngroup: practice\npriority: 1\n", encoding="utf-8"
    )
    for form in ("book", "quarterly", "supervision", "questions", "stories", "summary"):
        ran = report(made, made.parent / "out", form)
        assert ran.code == 0, (form, ran.err)
