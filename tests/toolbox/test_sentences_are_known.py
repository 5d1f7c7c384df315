"""A worker in a process of its own says what any page wrote down."""

import subprocess
import sys

ASK = """
import django
django.setup()
from alongside.toolbox import sentences
print(" ".join(sentences.keys()))
"""


def known(also: str = "") -> set[str]:
    done = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-c", ASK.replace("from alongside", f"{also}\nfrom alongside", 1)],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_every_sentence_is_known_before_any_page_is_loaded() -> None:
    pages_too = known("import alongside.config.urls")

    assert pages_too
    assert known() == pages_too
