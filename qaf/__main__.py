"""`python -m qaf` and the `qaf` command. `--version` is answered before anything else is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run qaf and leave with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]) and sys.stdout is not None:
        from qaf.ground.version import VERSION

        try:
            sys.stdout.write(f"qaf {VERSION}\n")
            sys.stdout.flush()
            return
        except OSError:
            pass
    import gc

    gc.disable()
    from qaf.cli.boundary import leave, run

    leave(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
