from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.phases.design.questions"
    label = "questions"
