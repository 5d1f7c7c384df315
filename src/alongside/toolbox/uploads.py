"""The box for a file in a form."""

from typing import Any, TypeAlias

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from .arrivals import ACCEPT, examine, size_verdict
from .verdicts import NotAllowed

Upload: TypeAlias = "UploadedFile[bytes]"


class ArrivingFile(forms.FileField):
    """A file, looked at before anything is done with it. What is wrong is said beside the box."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        kwargs.setdefault("allow_empty_file", True)  # our own sentence says it better
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> "Upload | None":  # noqa: ANN401 -- as above
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        largest = settings.LARGEST_FILE
        try:
            size_verdict(upload.size or 0, largest=largest)
            arrived = examine(upload.name or "", upload.read(), largest=largest)
        except NotAllowed as no:
            raise forms.ValidationError(str(no)) from None
        upload.close()
        return SimpleUploadedFile(arrived.name, arrived.content, arrived.kind)
