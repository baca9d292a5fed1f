"""Writing in a topic, with an account or without."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.actions import is_newcomer
from participation.contributions.forms import WordsForm
from participation.contributions.forms.fields import WordsField
from participation.contributions.spam import Limit, UnhurriedMixin, is_burst
from participation.forums import actions
from participation.forums.forms.places import WithPlace
from participation.forums.models import GuestPost, Post, Topic

WAITS = _(
    "Ihr Beitrag erscheint, sobald die Moderation ihn gelesen hat. Bitte nennen Sie keine Namen "
    "Dritter."
)


class PostForm(UnhurriedMixin, WithPlace, WordsForm):
    """A post or a reply."""

    limits = (Limit("posts", times=5, seconds=600), Limit("posts-a-day", times=30, seconds=86400))

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        self.add_place(has_map=topic.has_map)
        if topic.review == Topic.Review.ALL:
            self.fields["text"].help_text = WAITS

    def post(self, *, by: Any, at: datetime) -> Post:
        return actions.write_post(topic=self.topic, at=at, **self._voice(by, at))

    def reply_to(self, post: Post, *, by: Any, at: datetime) -> Post:
        return actions.reply_to(post=post, at=at, **self._voice(by, at))

    def _voice(self, by: Any, at: datetime) -> dict[str, Any]:
        is_new = is_newcomer(by, at=at)
        is_suspicious = is_burst(self._request, is_newcomer=is_new, at=at)
        return {**self.cleaned_data, "author": by, "is_suspicious": is_suspicious}


class GuestForm(UnhurriedMixin, forms.Form):
    """A post or a reply of somebody without an account; it waits for the code from the mail."""

    limits = (Limit("guests", times=10, seconds=3600),)

    name = forms.CharField(
        label=_("Name oder Pseudonym"),
        help_text=_("So steht es über Ihrem Beitrag."),
        max_length=60,
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_(
            "Dorthin senden wir einen Code, und später, was aus Ihrem Beitrag wird. Die Adresse "
            "wird nicht veröffentlicht und danach gelöscht."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = WordsField(
        label=_("Ihr Beitrag"), help_text=_("Bitte nennen Sie keine Namen Dritter."), rows=6
    )

    def __init__(self, *args: Any, topic: Topic, reply_to: Post | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic, self.reply_to = topic, reply_to

    def keep(self, *, at: datetime) -> GuestPost:
        return actions.write_as_guest(
            topic=self.topic, reply_to=self.reply_to, at=at, **self.cleaned_data
        )
