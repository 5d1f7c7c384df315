"""Looks along the whole trail, and names the first place where it is not what was sealed."""

from collections.abc import Callable
from typing import Final

from django.utils.timezone import localtime

from alongside.foundation.trail import actions
from alongside.foundation.trail.models import Seal
from alongside.foundation.trail.queries import seals
from alongside.toolbox import keys

WHAT: Final = {
    "altered": "was altered after it was sealed",
    "deleted": "was deleted",
    "moved": "is not what was sealed in its place: it was moved or put in anew",
    "cut off": "and all that follow it were cut off",
}


def verify(say: Callable[[str], None]) -> int:
    """0 when the trail is whole, 1 when it is not."""
    try:
        key = keys.key_for(actions.KEY, create=not Seal.objects.exists())
    except keys.KeyGoneError:
        say("The key of the trail is not in the folder of keys, so it cannot be looked at.")
        return 1
    length = int(keys.noted(actions.NOTE) or 0)
    for found in seals.broken(key, length=length):
        say(f"The trail is broken. Entry number {found.number} {WHAT[found.what]}.")
        entry = seals.entry(found.entry_id) if found.entry_id else None
        if entry:
            say(f"It is {entry.pk}, written on {localtime(entry.at):%d %B %Y at %H:%M}.")
        elif found.entry_id:
            say(f"It was {found.entry_id}.")
        say("Do not change anything more. Compare it with a backup made before.")
        return 1
    say(f"The trail is whole: {Seal.objects.count()} entries are sealed.")
    if waiting := len(seals.unsealed()):
        say(f"{waiting} more wait for their seal. The worker does that once a minute.")
    return 0
