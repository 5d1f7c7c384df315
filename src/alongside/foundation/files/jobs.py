from django.utils.timezone import now

from alongside.toolbox.jobs import Arguments

from . import actions


def compute(_arguments: Arguments) -> None:
    actions.sweep(now=now())


def finish(_arguments: Arguments, _result: None) -> None:
    """The disk was swept; nothing is to be written down."""
