"""Beginning and ending to follow something."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


class FollowForm(forms.Form):
    """The button says which of the two it is, so pressing it twice is the same as once."""

    follow = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput, initial="yes"
    )
    next = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    @property
    def is_wanted(self) -> bool:
        return bool(self.cleaned_data["follow"] == "yes")

    def where_to(self, request: HttpRequest, otherwise: Any) -> Any:
        """Back to the page with the button, if it is one of ours."""
        wanted: str = self.cleaned_data["next"]
        is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
        return wanted if is_ours else otherwise
