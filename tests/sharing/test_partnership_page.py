"""The commands of docs/partnership.md, run in turn as they stand there."""

from __future__ import annotations

import shlex

from bundles import DAY, done, member
from helpers import ROOT, run_qaf


def test_from_nothing_to_the_yearly_report(tmp_path):
    page = (ROOT / "docs/partnership.md").read_text(encoding="utf-8")
    blocks = [line[4:] for line in page.splitlines() if line.startswith("    ")]
    commands = [shlex.split(line)[1:] for line in blocks if line.startswith("qaf ")]
    assert [words[0] for words in commands] == ["init", "ingest", "overview", "overview", "gaps", "report", "report"]
    others = "\n".join(line for line in blocks if not line.startswith("qaf ")) + "\n"
    members, meetings = others[: others.index("meetings:")], others[others.index("meetings:") :]

    init, *rest = commands
    done(run_qaf("--as-at", DAY, *init, cwd=tmp_path))
    lsp = tmp_path / "northmoor-partnership"
    settings = (lsp / "qaf.yaml").read_text(encoding="utf-8")
    kept = settings[: settings.index("\nmembers:")] + "\n" + members
    (lsp / "qaf.yaml").write_text(kept, encoding="utf-8")
    for name in ("sources.yaml", "timetable.yaml"):  # They name the members that the starter proposes.
        text = (lsp / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if "local-authority" not in line]
        (lsp / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (lsp / "meetings.yaml").write_text(meetings, encoding="utf-8")
    theirs = member(tmp_path, "northmoor-council")
    done(run_qaf("--as-at", DAY, "-C", theirs, "share", "--out", lsp / "northmoor-council.qafbundle"))

    said = [done(run_qaf("--as-at", DAY, *words, cwd=lsp)).out for words in rest]
    assert "1 member of 3 could be read" in said[1] and "no action of theirs" not in said[0]
    assert "1 challenge on record; none without a reply." in " ".join(said[1].split())
    assert "It is not so today." in said[3]
    book = (lsp / "yearly/book.md").read_text(encoding="utf-8")
    assert "## What is answered" in book and (lsp / "published/yearly-2026/book.json").exists()
