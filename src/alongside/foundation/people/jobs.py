"""Later work: forgetting somebody on the day they were told."""

from uuid import UUID

from django.utils.timezone import now

from alongside.toolbox.jobs import Arguments

from . import actions


def forget(arguments: Arguments, _result: None) -> None:
    actions.forget(UUID(arguments["asked"]), now())


def destroy(arguments: Arguments) -> None:
    actions.destroy_keys([UUID(owner) for owner in arguments["owners"]])


def destroyed(arguments: Arguments, _result: None) -> None:
    actions.done(UUID(arguments["asked"]), now())
