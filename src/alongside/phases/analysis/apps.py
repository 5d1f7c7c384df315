from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.phases.analysis"
    label = "analysis"
