"""Where a post is about: a point that is chosen on a map, rounded to about ten metres."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartregion.county.boundaries import Box
from smartregion.county.queries import county_box

# What the script writes: latitude and longitude.
POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)", re.ASCII)
DIGITS = 4
# People also speak of what lies just beyond the border, in degrees.
MARGIN = 0.1


class PointField(forms.CharField):
    """A place in the county, or none."""

    widget = forms.HiddenInput

    def __init__(self, *, box: Box, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)
        self.box = box

    def clean(self, value: Any) -> Any:
        """Latitude and longitude, which is the order in which contributions are recorded."""
        text = super().clean(value)
        if not text:
            return None
        found = POINT.fullmatch(text)
        latitude, longitude = (float(each) for each in found.groups()) if found else (0.0, 0.0)
        if not self.box.holds((longitude, latitude), margin=MARGIN):
            raise ValidationError(_("Dieser Ort liegt nicht im Landkreis."), code="elsewhere")
        return round(latitude, DIGITS), round(longitude, DIGITS)


class WithPlace(forms.Form):
    """Asks for a place where the topic has a map and the county its boundaries."""

    def add_place(self, *, has_map: bool) -> None:
        """Called when the form knows its topic."""
        box = county_box() if has_map else None
        if box:
            self.fields["point"] = PointField(box=box, label=_("Ort"))
