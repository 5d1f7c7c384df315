from datetime import timedelta

from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.toolbox"
    label = "toolbox"

    def ready(self) -> None:
        from . import jobs, kept

        def tidy(_arguments: jobs.Arguments, _result: None) -> None:
            jobs.tidy()
            kept.tidy()

        jobs.kind("toolbox.tidy", finish=tidy, every=timedelta(hours=1))
