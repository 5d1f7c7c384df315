from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.pages.project"
    label = "project_page"
