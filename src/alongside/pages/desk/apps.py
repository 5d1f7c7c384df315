from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.pages.desk"
    label = "desk_page"
