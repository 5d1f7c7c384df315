from django.urls import path

from . import views

app_name = "collection"
urlpatterns = [
    path("of/<uuid:pk>/", views.register, name="register"),
    path("of/<uuid:pk>/bring/", views.bring, name="bring"),
    path("<uuid:pk>/", views.source, name="source"),
    path("<uuid:pk>/words/", views.words, name="words"),
    path("<uuid:pk>/who/", views.give_access, name="give_access"),
    path("who/<uuid:pk>/end/", views.end_access, name="end_access"),
]
