from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.by_hand, name="by_hand"),
    path("mine/", views.mine, name="mine"),
    path("<uuid:pk>/", views.message, name="message"),
    path("<uuid:pk>/letter/", views.letter, name="letter"),
    path("<uuid:pk>/letter.pdf", views.pdf, name="pdf"),
    path("<uuid:pk>/all-together/", views.join, name="join"),
    path("<uuid:pk>/told/", views.told, name="told"),
    path("<uuid:pk>/not-reached/", views.not_reached, name="not_reached"),
]
