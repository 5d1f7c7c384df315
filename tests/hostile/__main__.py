"""What `make hostile` does: every attack in full, then docs/security/hostile.md anew."""

import sys
import tempfile
from pathlib import Path

from alongside.config.gate import GRACE

from .attacks import HELD, SENT
from .bombs import BOMBS
from .house import running
from .table import keep, suffer, written

HOLD = GRACE + 15  # seconds: longer than the house is patient


def main() -> int:
    rows = []
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as house:
        for attack in (*HELD, *SENT, *BOMBS):
            row = suffer(house, attack, HOLD)
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
            rows.append(row)
        left = len(house.files_left())
    keep(written(rows, left=left, grace=GRACE))
    return 1 if left or any(row.visits.troubles for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
