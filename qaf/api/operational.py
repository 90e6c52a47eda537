"""Operational packs: for a body whose work already gives it these case records. What they may be, and where they go."""

from __future__ import annotations

import os
from pathlib import Path

from qaf.api.folder import Folder
from qaf.disclosure.protect import OPERATIONAL, profile_for
from qaf.ground.errors import QafError, RefusedError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.places import real
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.workspace.tree import SETTINGS_FILE

_BUILD_SERVERS = ("CI", "GITHUB_ACTIONS")
_NO = ("", "0", "false", "no", "off")


def sees_operational(framework: Framework, body: str) -> bool:
    """Whether a body of `governance.yaml` sees figures with nothing withheld; "" is everybody, and does not.

    Raises `QafError` where there is no such body.
    """
    bodies = [item.id for item in framework.governance.bodies]
    if body and body not in bodies:
        known = f"There are {quoted(bodies, 'and')}." if bodies else "governance.yaml names none yet."
        raise QafError(
            f"`{body}` is no body of governance.yaml.", help=" ".join(filter(None, (did_you_mean(body, bodies), known)))
        )
    return bool(body) and profile_for(framework, body) == OPERATIONAL


def check_operational(folder: Folder, body: str, out: Path | None, publish: str = "") -> None:
    """Raises `RefusedError` where a pack with nothing withheld may not be made, or not there."""
    if publish:
        raise RefusedError(
            f"A report for `{body}` withholds nothing, so it cannot be published.",
            help="Leave --body out to publish the protected book.",
        )
    if any(os.environ.get(name, "").strip().lower() not in _NO for name in _BUILD_SERVERS):
        raise RefusedError(
            f"A report for `{body}` withholds nothing, so it is not built on a build server (CI): whatever is made "
            "there is kept, and others can fetch it.",
            help="Build it on a machine of somebody who may see these records.",
        )
    if not folder.framework.settings.marking_operational:
        raise RefusedError(
            f"A report for `{body}` withholds nothing and carries a marking on every page, but qaf.yaml sets none.",
            help="Write `marking_operational:` in qaf.yaml, such as OFFICIAL-SENSITIVE and who may see it.",
        )
    if out is None:
        raise RefusedError(
            f"A report for `{body}` withholds nothing, so say with --out where it may go.",
            help="Choose a folder that only they can open, outside the framework's folder.",
        )
    _check_out(folder, body, out)


def _check_out(folder: Folder, body: str, out: Path) -> None:
    target = real(out)
    inside = target.is_relative_to(real(folder.figures_folder))
    if inside or any((above / SETTINGS_FILE).exists() for above in (target, *target.parents)):
        raise RefusedError(
            f"A report for `{body}` withholds nothing, so it is not written into a framework's folder or its figures.",
            help="Name with --out a folder outside, which only they can open.",
        )
