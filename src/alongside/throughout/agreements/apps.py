from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.throughout.agreements"
    label = "agreements"
