from django.urls import path

from . import views

app_name = "decisions"
urlpatterns = [
    path("", views.listing, name="listing"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/say/", views.say, name="say"),
    path("<uuid:pk>/decide/", views.decide, name="decide"),
]
