"""The word co-producing is kept for what is shared."""

import re
from typing import Final

from django.utils.translation import gettext as _

from alongside.toolbox.verdicts import YES, Verdict

from ..states import SHARED, Level

#: co-produce, coproduction, CO DESIGNED, with any kind of dash; not "cooperative" or "code".
TOO_MUCH: Final = re.compile(
    r"\bco[\s\u00ad\u2010-\u2015\u2212-]*(?:produc|design)\w*", re.IGNORECASE
)


def claims_too_much(text: str, level: str) -> Verdict:
    """Say no where words say co-produced or co-designed, and the level kept is lower."""
    found = TOO_MUCH.search(text)
    if found is None or level in SHARED:
        return YES
    said = _("It is not said how shared this is") if not level else Level(level).label
    return Verdict(
        _(
            "You wrote “%(words)s”, and this is kept as “%(level)s”. "
            "Change the words, or change how shared it is."
        )
        % {"words": found[0], "level": said}
    )
