"""The product's addresses, and those only a demo has."""

from django.urls import include, path

from alongside.config.urls import urlpatterns as product

urlpatterns = [
    path("components/", include("alongside_demo.gallery")),
    *product,
]
