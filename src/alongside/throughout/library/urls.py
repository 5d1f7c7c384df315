from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("", views.listing, name="listing"),
    path("levels/", views.levels, name="levels"),
    path("suggest/", views.suggest, name="suggest"),
    path("suggested/", views.suggested, name="suggested"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/take-in/", views.take_in, name="take_in"),
    path("<uuid:pk>/turn-down/", views.turn_down, name="turn_down"),
    path("<uuid:pk>/found/", views.found, name="found"),
]
