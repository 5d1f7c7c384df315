from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("", views.me, name="me"),
    path("name/", views.name, name="name"),
    path("being-told/", views.being_told, name="being_told"),
    path("needs/", views.needs, name="needs"),
    path("needs/still-right/", views.needs_still_right, name="needs_still_right"),
    path("written-for-me/", views.written_for_me, name="written_for_me"),
    path("written-for-me/<uuid:pk>/right/", views.confirm, name="confirm"),
    path("written-for-me/<uuid:pk>/take-back/", views.take_back, name="take_back"),
    path("who-did-what/", views.who_did_what, name="who_did_what"),
    path("who-sees-what/", views.who_sees_what, name="who_sees_what"),
    path("forget-me/", views.forget_me, name="forget_me"),
    path("keep-me/", views.keep_me, name="keep_me"),
    path("write-for/<slug:programme>/<uuid:pk>/", views.write_for, name="write_for"),
    path("stop-writing/", views.stop_writing, name="stop_writing"),
]
