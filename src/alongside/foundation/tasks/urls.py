from django.urls import path

from . import views

app_name = "tasks"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("everyone/", views.everyones, name="everyones"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/take-over/", views.take_over, name="take_over"),
]
