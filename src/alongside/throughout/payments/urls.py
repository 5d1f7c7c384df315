from django.urls import path

from . import views

app_name = "payments"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("ask/", views.claim, name="claim"),
    path("way/", views.way, name="way"),
    path("all/", views.money, name="money"),
    path("agree/", views.approve, name="approve"),
    path("paid/", views.paid, name="paid"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/less/", views.less, name="less"),
]
