from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.pages.week"
    label = "week_page"
