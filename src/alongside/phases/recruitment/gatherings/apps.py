from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.phases.recruitment.gatherings"
    label = "gatherings"
