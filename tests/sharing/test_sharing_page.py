"""The commands of docs/sharing.md, run as they stand there."""

from __future__ import annotations

import shlex

from bundles import DAY, done, member
from helpers import ROOT, build_tree, run_qaf


def test_the_page_s_commands_work_in_turn(tmp_path):
    page = (ROOT / "docs/sharing.md").read_text(encoding="utf-8")
    blocks = [line[4:] for line in page.splitlines() if line.startswith("    ")]
    commands = [shlex.split(line)[1:] for line in blocks if line.startswith("qaf ")]
    assert [words[0] for words in commands] == ["share", "ingest", "overview"]
    members = "\n".join(line for line in blocks if not line.startswith("qaf ")) + "\n"
    settings = "schema: 2\norganisation: {id: lsp, name: The partnership, kind: partnership}\n" + members
    theirs = member(tmp_path, "northmoor-council")
    done(run_qaf("--as-at", DAY, *commands[0], cwd=theirs))
    lsp = build_tree(tmp_path / "lsp", {"qaf.yaml": settings})
    bundle = "northmoor-council.qafbundle"
    (lsp / bundle).write_bytes((theirs / bundle).read_bytes())
    done(run_qaf("--as-at", DAY, *commands[1], cwd=lsp))
    assert "1 member of 1 could be read" in done(run_qaf("--as-at", DAY, *commands[2], cwd=lsp)).out
