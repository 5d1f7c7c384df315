from django.urls import path

from . import views

app_name = "week"
urlpatterns = [
    path("", views.week, name="week"),
    path("seen/", views.seen, name="seen"),
]
