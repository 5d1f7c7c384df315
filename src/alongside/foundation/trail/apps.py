from datetime import timedelta

from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.trail"
    label = "trail"

    def ready(self) -> None:
        from alongside.toolbox.jobs import kind

        from . import jobs

        kind("trail.seal", finish=jobs.finish, every=timedelta(minutes=1))
