from datetime import timedelta

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Config(AppConfig):
    name = "alongside.toolbox"
    label = "toolbox"

    def ready(self) -> None:
        from . import jobs, kept

        def tidy(_arguments: jobs.Arguments, _result: None) -> None:
            jobs.tidy()
            kept.tidy()

        jobs.kind("toolbox.tidy", finish=tidy, every=timedelta(hours=1))
        # A worker loads no pages: without this it would not know the sentences it has to send.
        autodiscover_modules("actions")
