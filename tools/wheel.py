"""Builds the wheel, with the translations compiled and what browsers fetch inside."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ASSETS = HERE / "src" / "alongside" / "assets"


def main() -> None:
    shutil.rmtree(ASSETS, ignore_errors=True)
    shutil.rmtree(HERE / "build", ignore_errors=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["ALONGSIDE_HOME"] = home
        subprocess.run([Path(sys.executable).parent / "alongside", "prepare"], check=True)
    build = ["build", "--wheel", "--no-isolation", "--outdir", str(HERE / "dist"), str(HERE)]
    subprocess.run([sys.executable, "-m", *build], check=True, stdout=subprocess.DEVNULL)
    newest = max((HERE / "dist").glob("*.whl"), key=lambda file: file.stat().st_mtime)
    print(f"dist/{newest.name}")


if __name__ == "__main__":
    main()
