from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.notices"
    label = "notices"
