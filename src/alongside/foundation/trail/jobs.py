from django.utils.timezone import now

from alongside.toolbox.jobs import Arguments

from . import actions


def finish(_arguments: Arguments, _result: None) -> None:
    actions.seal(now())
