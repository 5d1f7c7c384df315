from django.urls import path

from . import views

app_name = "feedback"
urlpatterns = [
    path("", views.report, name="report"),
    path("say/", views.say, name="say"),
    path("waiting/", views.waiting, name="waiting"),
    path("mine/", views.my_impact, name="my_impact"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/close/", views.set_down, name="set_down"),
    path("<uuid:pk>/send-back/", views.send_back, name="send_back"),
    path("<uuid:pk>/told/", views.told, name="told"),
    path("<uuid:pk>/name/", views.name, name="name"),
]
