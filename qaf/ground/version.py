"""The version, as a constant: asking the installed metadata for it costs more than the rest of `--version`."""

VERSION = "0.1.0"
