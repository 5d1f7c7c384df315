"""The product's addresses, and those only a demo has."""

from django.urls import include, path

from alongside.config.urls import handler400, handler403, handler404, handler500
from alongside.config.urls import urlpatterns as product

from . import views

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("components/", include("alongside_demo.gallery")),
    path("demo/", views.choose, name="demo_choose"),
    path("demo/be/<str:code>/", views.become, name="demo_become"),
    path("demo/post/", views.post, name="demo_post"),
    *product,
]
