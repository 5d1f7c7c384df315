from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("file/<uuid:pk>/", views.file, name="file"),
    path("<uuid:pk>/", views.document, name="document"),
    path("<uuid:pk>/mine/", views.mine, name="mine"),
    path("<uuid:pk>/ask/", views.ask, name="ask"),
    path("<uuid:pk>/add/", views.add, name="add"),
]
