from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.pages.public"
    label = "public_page"
