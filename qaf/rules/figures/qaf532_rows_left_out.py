"""QAF532: rows with errors were left out.

The file was taken in with `--keep-good`: rows in which something is wrong were left out, and all others are stored.
The ledger says how many. What is left out is missing from every report, and a sum over rows would be too small.

The rows lie beside the reasons in the folder named with `--out`. Mend them there and take that file in as well, or
have the source corrected and sent again.
"""

from __future__ import annotations

CODE = "QAF532"
BAD = None
GOOD = None
NO_EXAMPLE = "it comes of an option of `qaf ingest`, not of what a folder holds"
