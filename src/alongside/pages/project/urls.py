from django.urls import path

from . import views

app_name = "project"
urlpatterns = [
    path("", views.listing, name="listing"),
    path("<uuid:pk>/", views.detail, name="detail"),
]
