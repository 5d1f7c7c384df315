from django.urls import path

from . import views

app_name = "agreements"
urlpatterns = [
    path("<uuid:pk>/", views.agreement, name="agreement"),
    path("<uuid:pk>/sheet/", views.sheet, name="sheet"),
    path("<uuid:pk>/propose/", views.propose, name="propose"),
    path("<uuid:pk>/ask-everyone/", views.put, name="put"),
    path("version/<uuid:pk>/", views.version, name="version"),
    path("answer/<uuid:pk>/", views.answer, name="answer"),
    path("go-on/<uuid:pk>/", views.go_on, name="go_on"),
    path("clause/<uuid:pk>/", views.clause, name="clause"),
    path("clause/<uuid:pk>/reword/", views.reword, name="reword"),
    path("clause/<uuid:pk>/take-out/", views.take_out, name="take_out"),
]
