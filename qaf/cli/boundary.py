"""The one error boundary: it alone turns errors into sentences on stderr and exit codes.

0 fine · 1 a finding at level error, a refusal · 2 could not start · 3 a bug in qaf · 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn

from qaf.ground.errors import QafError


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit code."""
    _plain_streams()
    try:
        from qaf.cli.app import make_command

        code = make_command(arguments)(args=arguments, prog_name="qaf", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except QafError as error:
        return _explain(error)
    except (BrokenPipeError, SystemExit):
        # Typer turns a reader that has gone into SystemExit; nothing else here raises it.
        return _reader_gone()
    except OSError as error:
        return _cannot_print(error) if error.errno in _NO_ROOM else _usage_or_bug(error)
    except KeyboardInterrupt:
        _say("Interrupted. Nothing was left half done.")
        return 130
    except Exception as error:  # noqa: BLE001
        return _usage_or_bug(error)


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def leave(code: int) -> NoReturn:
    """End the process at once: taking thousands of objects apart one by one would only take time."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue
    os._exit(code)


def _usage_or_bug(error: Exception) -> int:
    """Typer's usage errors have a message made for the user; anything else is ours to mend."""
    message = getattr(error, "format_message", None)
    if message is not None:
        context = getattr(error, "ctx", None)
        text = message().replace("Value error, ", "")
        _say(f"qaf: {text}")
        if advice := _near_choice(text):
            _say(advice)
        if any(f"No such option: {option}" in text for option in ("-C", "--as-at", "--directory")):
            _say("-C and --as-at stand before the command: qaf -C DIR validate")
        _say(f"Try `{context.command_path if context else 'qaf'} --help`.")
        return 2
    if type(error).__name__ == "Abort":
        _say("Interrupted. Nothing was left half done.")
        return 130
    _say(f"This is a bug in qaf ({type(error).__name__}), not in your files. Nothing was left half written.")
    _say("Please report it with these lines, which hold no data of yours:")
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        _say(f"  {os.path.basename(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return 3


def _near_choice(text: str) -> str:
    """Which of the values that an option takes was most likely meant; "" where it is another error, or none is near."""
    from qaf.ground.near_miss import did_you_mean

    given, refused, choices = text.partition("' is not one of ")
    return did_you_mean(given.partition(": '")[2], choices.rstrip(".").replace("'", "").split(", ")) if refused else ""


def _explain(error: QafError) -> int:
    from qaf.cli.output import show_findings

    if error.findings:
        show_findings(list(error.findings), error.source or (lambda _: None), "text", to_stderr=True)
    _say(f"qaf: {error.message}")
    if error.help:
        _say(error.help)
    return error.exit_code


def _cannot_print(error: OSError) -> int:
    """The disk that the output goes to is full."""
    _throw_away_output()
    _say(f"qaf: The output could not be written: {(error.strerror or 'no room').lower()}.")
    return 2


def _reader_gone() -> int:
    """Whoever read our output has gone (`qaf validate | head`): leave without a word."""
    _throw_away_output()
    return 0


def _throw_away_output() -> None:
    """Let what is still to be printed go nowhere, so that leaving cannot fail on it again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _say(line: str) -> None:
    try:
        sys.stderr.write(line + "\n")
    except (OSError, ValueError):
        return


def _plain_streams() -> None:
    """A console that cannot print a character gets a stand-in for it, a closed one a place to print to nowhere."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
