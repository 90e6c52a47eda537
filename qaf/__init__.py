"""qaf: is it known whether children are safer? A toolkit over a folder of plain YAML."""

from qaf.ground.version import VERSION as __version__

__all__ = ["__version__"]
