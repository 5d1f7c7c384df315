"""Makes the folder .venv ready: python3 tools/ground.py run|test.

Needs Python 3.11 or newer and pip, nothing else. Everything installed is listed with its hash in
requirements/. Done twice, the second time does nothing.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def main(which: str) -> None:
    if sys.version_info < OLDEST:
        stop(f"Python {sys.version.split()[0]} is too old. Please use 3.11 or newer.")
    listed = HERE / "requirements" / f"{which}.txt"
    stamp = VENV / f"ready-{which}"
    seal = seal_of(listed, HERE / "pyproject.toml")
    if stamp.exists() and stamp.read_text() == seal:
        return
    say("Setting up. The first time takes a minute or two.")
    pip = make_venv()
    run([*pip, "install", "-qq", "--no-deps", "--require-hashes", "-r", str(listed)])
    ours = ["-qq", "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(HERE)]
    run([*pip, "install", *ours])
    stamp.write_text(seal)


def make_venv() -> list[str]:
    """The command that is pip inside .venv."""
    if not works([str(PYTHON), "-c", ""]):
        shutil.rmtree(VENV, ignore_errors=True)
        if not works([sys.executable, "-m", "venv", str(VENV)]):
            # Debian without python3-venv: an empty environment still works, with the outer pip.
            shutil.rmtree(VENV, ignore_errors=True)
            if not works([sys.executable, "-m", "venv", "--without-pip", str(VENV)]):
                stop("Python cannot make an environment. On Debian: apt-get install python3-venv")
    inner = [str(PYTHON), "-m", "pip"]
    outer = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    for pip in (inner, outer):
        if works([*pip, "--version"]):
            return [*pip, "--disable-pip-version-check"]
    stop("pip is missing. On Debian: apt-get install python3-pip python3-venv")
    return []


def seal_of(*files: Path) -> str:
    seal = hashlib.sha256(f"{sys.version} {HERE}".encode())
    for file in files:
        seal.update(file.read_bytes())
    return seal.hexdigest()


def works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(command: list[str]) -> None:
    if subprocess.run(command, check=False).returncode:
        stop(f"This did not work: {' '.join(command)}")


def say(words: str) -> None:
    print(words, flush=True)


def stop(words: str) -> None:
    sys.exit(words)


if __name__ == "__main__":
    main(sys.argv[1])
