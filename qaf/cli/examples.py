"""Examples of each command, which stand below its `--help`."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "init": ('qaf init northmoor --name "Northmoor Council" --sector council', "qaf init"),
    "steps": ("qaf steps", "qaf steps --format md"),
    "catalogue": ("qaf catalogue search going missing", "qaf catalogue show neglect"),
    "adopt": ("qaf adopt neglect", "qaf adopt poverty-ask-staff-alert --into neglect --diff"),
    "new": ('qaf new area --name "Children who go missing"', "qaf new curve --measure repeat-referrals"),
    "validate": ("qaf validate", "qaf validate areas --ignore QAF3", "qaf validate --format sarif > findings.sarif"),
    "rules": ("qaf rules", "qaf rules QAF301"),
    "schema": ("qaf schema area", "qaf schema --write .schemas"),
    "gaps": ("qaf gaps --area neglect", 'qaf gaps --explain "QAF301 neglect"', "qaf gaps --check"),
    "list": ("qaf list actions --status overdue", "qaf list measures --area neglect --format csv"),
    "trace": ("qaf trace repeat-referrals", "qaf trace repeat-referrals --depth 1 --format md"),
    "curve": ("qaf curve second-plans",),
    "balance": ("qaf balance", "qaf balance --since 2024-04-01"),
    "diff": ("qaf diff main..HEAD", "qaf diff v1..v2 --format md"),
    "timetable": ("qaf timetable", "qaf timetable --format ics > timetable.ics"),
    "governance": ("qaf governance", "qaf governance performance-meeting"),
    "due": ("qaf due --within 60", "qaf due --check"),
    "ingest": ("qaf ingest export.csv --draft", "qaf ingest exports/*.csv", "qaf ingest export.xlsx --dry-run"),
    "data": ("qaf data show repeat-referrals", "qaf data export --help", "qaf data undo ID"),
    "form": ("qaf form repeat-referrals --to xlsx", "qaf form fellside --to csv"),
    "report": (
        "qaf report                                the book of the latest whole year",
        "qaf report quarterly                      for managers, of the latest whole quarter",
        "qaf report monthly --period 2026-05       for managers, of one month",
        "qaf report team --team fellside           one team's own page",
        "qaf report supervision --area poverty-and-housing  one page for supervision",
        "qaf report questions                      for the members of a board",
        "qaf report --body cabinet                  what governance.yaml says that it gets",
        "qaf report --due --out ../packs            all that falls due within 30 days",
    ),
    "serve": ("qaf serve", "qaf serve --port 0 --period 2024/25"),
    "share": ("qaf share --out northmoor-council.qafbundle",),
    "overview": ("qaf overview", "qaf overview --format html --out overview.html"),
    "doctor": ("qaf doctor",),
    "migrate": ("qaf migrate --check", "qaf migrate --diff", "qaf migrate"),
}


def epilog(command: str) -> str:
    """The examples as they stand below a command's help; "" where there are none."""
    lines = EXAMPLES.get(command, ())
    if not lines:
        return ""
    return "\b\nFor example:\n" + "\n".join(f"  {line}" for line in lines)
