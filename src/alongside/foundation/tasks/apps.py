from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.tasks"
    label = "tasks"
