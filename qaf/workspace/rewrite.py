"""Edits of a user's YAML as text: something is put in at the right place, and every other byte stays as it is.

Nothing is dumped and loaded again: comments, order, blank lines, quotes, indentation, line ends and byte order mark
survive. After each edit the file is read again; where it does not say exactly what it said before and the change, the
edit is refused. A refusal is a `RefusedError` whose text is a whole sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yaml import YAMLError

from qaf.ground.errors import RefusedError
from qaf.ground.findings import Loc
from qaf.ground.text import shortened
from qaf.workspace.rewrite_block import (
    after_entry,
    before_entry,
    into_block_list,
    into_block_mapping,
    lines_at,
    replaced,
    set_nothing,
)
from qaf.workspace.rewrite_change import Change, NotEditable, apply_changes
from qaf.workspace.rewrite_flow import into_flow_list, into_flow_mapping
from qaf.workspace.yaml_events import Refusal
from qaf.workspace.yaml_nodes import Node, YamlText, plain_data
from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_style import style_of
from qaf.workspace.yaml_text import without_mark
from qaf.workspace.yaml_write import Data
