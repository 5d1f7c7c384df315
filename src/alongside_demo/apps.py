from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside_demo"
    label = "demo"
