"""What a new meeting or curve is about: the body that met, the measure that is to turn."""

from __future__ import annotations

from dataclasses import replace

from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.workspace.stubs import Wish


def with_body_and_measure(framework: Framework, wish: Wish) -> Wish:
    """The wish with its body and measure checked, the only body filled in. Raises `QafError` where one is missing."""
    if wish.body and wish.kind not in ("meeting", "idea"):
        raise QafError("--body says who met, or which team an idea comes from.", help="Leave it out.")
    if wish.measure and wish.kind != "curve":
        raise QafError("--measure says which measure a curve is about.", help="Leave it out.")
    if wish.kind in ("meeting", "idea"):
        return _with_body(framework, wish)
    return _with_measure(framework, wish) if wish.kind == "curve" else wish


def _with_body(framework: Framework, wish: Wish) -> Wish:
    bodies = [body.id for body in framework.governance.bodies]
    if wish.body and wish.body not in bodies:
        advice = did_you_mean(wish.body, bodies) or _listed("bodies", bodies, "body")
        raise QafError(f"There is no body `{wish.body}`.", help=advice)
    if wish.body or wish.kind == "idea":
        return wish
    if len(bodies) != 1:
        raise QafError("Say with --body who met.", help=_listed("bodies", bodies, "body"))
    return replace(wish, body=bodies[0])


def _with_measure(framework: Framework, wish: Wish) -> Wish:
    measures = list(framework.measures)
    if not wish.measure:
        raise QafError("Say with --measure which measure is to turn.", help=_listed("measures", measures, "measure"))
    if wish.measure not in framework.measures:
        advice = did_you_mean(wish.measure, measures) or _listed("measures", measures, "measure")
        raise QafError(f"There is no measure `{wish.measure}`.", help=advice)
    return wish


def _listed(word: str, ids: list[str], kind: str) -> str:
    if not ids:
        return f"There is no {kind} yet: `qaf new {kind}` makes one."
    return f"The {word} are {quoted(ids, 'and', limit=12)}."
