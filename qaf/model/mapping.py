"""`mappings/*.yaml`: cross-walks to statutory duties, or to another framework's areas."""

from __future__ import annotations

from qaf.model.fields import Day, Id, MappedRef, Model, Text


class MapLine(Model):
    """One line: what of ours goes with what of theirs."""

    ours: MappedRef | None = None
    theirs: Text | None = None
    note: Text | None = None


class Mapping(Model):
    """One cross-walk. `checked` is the day on which somebody last held it against the other side's text."""

    id: Id
    name: Text
    cite: Text | None = None
    checked: Day | None = None
    maps: tuple[MapLine, ...] = ()
