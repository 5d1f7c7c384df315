"""Who may mark, settle, quote, ask back, and call a finding final; and why not."""

from .findings import (
    may_ask,
    may_be_final,
    may_close,
    may_merge,
    may_quote,
    may_recommend,
    may_reply,
    may_say,
    may_see,
    may_stand,
)
from .findings import may_change as may_change_finding
from .packs import (
    may_change,
    may_finish,
    may_look_together,
    may_mark,
    may_settle,
    may_take_back,
    may_work,
)

__all__ = [
    "may_ask",
    "may_be_final",
    "may_change",
    "may_change_finding",
    "may_close",
    "may_finish",
    "may_look_together",
    "may_mark",
    "may_merge",
    "may_quote",
    "may_recommend",
    "may_reply",
    "may_say",
    "may_see",
    "may_settle",
    "may_stand",
    "may_take_back",
    "may_work",
]
