"""What `qaf validate` says of the figures before anything is hidden: it needs no linear programme."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.disclosure import remarks
from qaf.disclosure.primary import PROFILES
from qaf.disclosure.protect import protect_primary
from qaf.disclosure.rows import rows_of
from qaf.disclosure.whole_folder import whole_folder
from qaf.ground.findings import Finding
from qaf.model.figure import Figure
from qaf.model.framework import Framework


def check_figures(framework: Framework, figures: Sequence[Figure]) -> list[Finding]:
    """Sums that do not hold (QAF544), and small groups of which none or all are shown (QAF545)."""
    rules = PROFILES[framework.settings.disclosure.profile]
    folder = whole_folder(framework, rules, rows_of(framework, figures, rules), ())
    return [
        *remarks.do_not_add_up(framework, folder.doubts),
        *remarks.none_or_all(framework, rules, protect_primary(framework, figures)),
    ]
