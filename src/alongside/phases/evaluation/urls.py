from django.urls import path

from . import views

app_name = "evaluation"
urlpatterns = [
    path("<uuid:pk>/", views.project, name="project"),
    path("of/<uuid:pk>/", views.about, name="about"),
    path("<uuid:pk>/question/<int:number>/", views.review, name="review"),
    path("<uuid:pk>/changed/", views.notice, name="notice"),
    path("<uuid:pk>/log/", views.log, name="log"),
    path("<uuid:pk>/log.csv", views.log_csv, name="log_csv"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/<slug:framework>/", views.report, name="report"),
    path("<uuid:pk>/<slug:framework>.docx", views.report_docx, name="report_docx"),
    path("<uuid:pk>/<slug:framework>/<slug:item>/", views.note, name="note"),
]
