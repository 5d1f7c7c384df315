"""Done in the process of one house: python -m benches.inside WHAT …; the last line answers."""

import json
import sys

import django


def main() -> None:
    django.setup()
    from . import doing

    what, *words = sys.argv[1:]
    print(json.dumps(doing.KNOWN[what](*words)), flush=True)


if __name__ == "__main__":
    main()
