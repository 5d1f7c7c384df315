from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.toolbox"
    label = "toolbox"
