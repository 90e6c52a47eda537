"""qaf: is it known whether children are safer? A toolkit over a folder of plain YAML."""

from qaf.ground.version import VERSION

__version__ = VERSION
__all__ = ["VERSION"]
