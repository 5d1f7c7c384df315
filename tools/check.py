"""What `make check` looks at: every look is taken, whatever an earlier one found."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent
QUICK = "not browser and not postgresql and not deep and not slow"
LOOKS: dict[str, list[str]] = {
    "types": ["mypy", "--no-error-summary", "src", "tests", "benches"],
    "shape": ["ruff", "format", "--check", "--quiet", "."],
    "manner": ["ruff", "check", "--quiet", "--output-format=concise", "."],
    "floors": ["lint-imports", "--no-cache"],
    "templates": ["djlint", "--lint", "--quiet", "src"],
    "spelling": ["codespell"],
    "dangers": ["bandit", "--quiet", "--configfile=pyproject.toml", "--recursive", "src", "tools"],
}
TESTS = ["pytest", "-n", "2", "--dist", "loadgroup", "-m", QUICK]
SHOWN = 40  # lines of what a look found


def main() -> int:
    with ThreadPoolExecutor(2) as looking:
        found = [*looking.map(look, LOOKS)]
    print("Trying what is quick.", flush=True)
    found.append(subprocess.run([BIN / TESTS[0], *TESTS[1:]], check=False).returncode == 0)
    return 0 if all(found) else 1


def look(name: str) -> bool:
    tool, *options = LOOKS[name]
    start = time.monotonic()
    done = subprocess.run([BIN / tool, *options], capture_output=True, text=True, check=False)
    fine = done.returncode == 0
    lines = [] if fine else (done.stdout + done.stderr).strip().splitlines()
    more = [f"… and {len(lines) - SHOWN} more lines"] if len(lines) > SHOWN else []
    outcome = "fine" if fine else "to put right"
    head = f"{name:<10} {outcome} ({time.monotonic() - start:.0f} s)"
    print("\n".join([head, *lines[:SHOWN], *more]), flush=True)
    return fine


if __name__ == "__main__":
    sys.exit(main())
