"""Writes requirements/*.txt: every library with its hash, and no address of any kind.

Run it on the oldest Python we support, so that the lists hold for the newer ones too.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
LISTS: dict[str, list[str]] = {
    "run": [],
    "test": ["--extra=test", "--extra=dev", "--constraint=requirements/run.txt"],
}
OPTIONS = [
    "--quiet", "--upgrade", "--generate-hashes", "--allow-unsafe", "--strip-extras",
    "--build-deps-for=editable", "--no-header", "--no-emit-index-url", "--no-emit-find-links",
    "--no-emit-trusted-host", "--no-emit-options", "--annotation-style=line",
]  # fmt: skip
HEAD = """\
# Made by `make lock` on Python 3.11, for Python 3.11 to 3.13 on Linux. Do not change by hand.
# {what}
"""
WHAT = {"run": "What the house needs to run.", "test": "What it takes to try it and look it over."}
ADDRESSES = ("://", "--index", "--extra-index", "--find-links", "--trusted-host", " -e ")


def main() -> None:
    for name, options in LISTS.items():
        path = HERE / "requirements" / f"{name}.txt"
        command = ["piptools", "compile", *OPTIONS, *options, f"--output-file={path}"]
        subprocess.run([sys.executable, "-m", *command, "pyproject.toml"], cwd=HERE, check=True)
        listed = path.read_text()
        for address in ADDRESSES:
            if address in listed:
                sys.exit(f"{path.name} holds an address ({address}). Nothing may say where from.")
        path.write_text(HEAD.format(what=WHAT[name]) + listed)


if __name__ == "__main__":
    main()
