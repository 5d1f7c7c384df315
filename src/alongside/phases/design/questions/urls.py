from django.urls import path

from . import views

app_name = "questions"
urlpatterns = [
    path("", views.listing, name="listing"),
    path("ideas/<uuid:pk>/", views.turn, name="turn"),
    path("of/<uuid:pk>/", views.of_project, name="of_project"),
    path("of/<uuid:pk>/ask/", views.ask, name="ask"),
    path("of/<uuid:pk>/thank/", views.shape, name="shape"),
]
