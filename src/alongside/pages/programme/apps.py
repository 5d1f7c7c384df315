from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.pages.programme"
    label = "programme_page"
