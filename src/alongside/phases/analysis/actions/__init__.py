"""Everything that changes packs, marks, themes, findings and what people said to them."""

from .asking import ask_back, reply
from .findings import (
    call_final,
    change_finding,
    quote,
    recommend,
    reopen,
    set_consent,
    take_out_quote,
    take_stance,
    write_finding,
)
from .packs import (
    choose_sentences,
    close_pack,
    finish,
    look_together,
    make_pack,
    mark,
    open_pack,
    settle,
    take_back,
    talk_again,
)
from .themes import gather, merge, propose_theme, unmerge

__all__ = [
    "ask_back",
    "call_final",
    "change_finding",
    "choose_sentences",
    "close_pack",
    "finish",
    "gather",
    "look_together",
    "make_pack",
    "mark",
    "merge",
    "open_pack",
    "propose_theme",
    "quote",
    "recommend",
    "reopen",
    "reply",
    "set_consent",
    "settle",
    "take_back",
    "take_out_quote",
    "take_stance",
    "talk_again",
    "unmerge",
    "write_finding",
]
