"""Notes on what the gaps in a measure's lines mean."""

from __future__ import annotations

from qaf.analysis.series import lines
from qaf.report.absent import absences

MEASURES = """\
id: front-door
name: Front
group: practice
priority: 1
measures:
  - {id: m, kind: quality, text: A measure, unit: count}
"""


def test_a_gap_is_told_once_with_its_run_of_periods(inputs):
    rows = "".join(f"m,202{y}/2{y + 1},x,the system was down\n" for y in (0, 1)) + "m,2023/24,9,\n"
    made = inputs({"areas/front-door.yaml": MEASURES}, "measure,period,value,note\n" + rows)
    series = lines(made.framework, made.figures, made.framework.measures["m"])
    assert absences(series) == [
        "[x] not available: 2020/21 to 2021/22",
        "– no figure: 2022/23",
    ]
