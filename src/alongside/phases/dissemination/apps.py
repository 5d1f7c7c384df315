from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.phases.dissemination"
    label = "dissemination"
