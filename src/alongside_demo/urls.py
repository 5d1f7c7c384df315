"""The product's addresses, and those only a demo has."""

from django.urls import include, path

from alongside.config.urls import handler400, handler403, handler404, handler500
from alongside.config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("components/", include("alongside_demo.gallery")),
    *product,
]
