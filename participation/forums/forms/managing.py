"""Running forums."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forums import actions
from participation.forums.models import Forum, Topic
from smartregion.accounts.models import User
from smartregion.core.forms import DateField, MomentField, RichTextField
from strategy.models import Element


class ForumForm(forms.ModelForm[Forum]):
    intro = RichTextField(label=_("Einladung"), required=False)

    class Meta:
        model = Forum
        fields = ["title", "summary", "intro"]
        help_texts = {"summary": _("Ein bis zwei Sätze für die Übersicht der Foren.")}
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def store(self, *, by: Any) -> Forum:
        """Create the forum or change it."""
        if self.instance._state.adding:
            return actions.create_forum(by=by, **self.cleaned_data)
        forum = Forum.objects.get(pk=self.instance.pk)
        return actions.change_forum(forum=forum, by=by, **self.cleaned_data)


class TopicForm(forms.ModelForm[Topic]):
    impulse = RichTextField(label=_("Impuls"), required=False)
    elements = forms.ModelMultipleChoiceField(
        Element.objects.none(),
        label=_("Handlungsfelder"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opens_at = MomentField(label=_("Öffnet"), required=False)
    closes_at = MomentField(label=_("Schließt"), required=False)
    answer_by = DateField(label=_("Antwort zugesagt bis"), required=False)
    responsible = forms.ModelChoiceField(
        User.objects.none(), label=_("Verantwortliche Person"), required=False
    )

    class Meta:
        model = Topic
        fields = [
            "title",
            "question",
            "impulse",
            "impulse_by",
            "impulse_role",
            "elements",
            "opens_at",
            "closes_at",
            "answer_by",
            "responsible",
            "position",
        ]
        help_texts = {
            "question": _("Worauf sollen die Beiträge antworten?"),
            "impulse_by": _("Person oder Stelle, die den Impuls gibt."),
            "impulse_role": _("Warum spricht sie darüber? Zum Beispiel: plant den Rufbus."),
        }
        widgets = {"question": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["elements"].queryset = Element.objects.fields_of_action()
        staff = User.objects.filter(is_active=True, role_assignments__isnull=False)
        fields["responsible"].queryset = staff.distinct().order_by("display_name")

    def store(self, *, by: Any, forum: Forum) -> Topic:
        """Create the topic in this forum or change it."""
        if self.instance._state.adding:
            return actions.create_topic(forum=forum, by=by, **self.cleaned_data)
        topic = Topic.objects.select_related("forum").get(pk=self.instance.pk)
        return actions.change_topic(topic=topic, by=by, **self.cleaned_data)


class CloseForm(forms.Form):
    summary = RichTextField(
        label=_("Zusammenfassung"),
        help_text=_(
            "Mindestens 200 Zeichen: Was wurde gesagt, was wird aufgegriffen, was nicht und warum? "
            "Sie steht öffentlich über den Beiträgen."
        ),
    )

    def close(self, topic: Topic, *, by: Any, at: datetime) -> Topic:
        return actions.close_topic(topic=topic, by=by, at=at, **self.cleaned_data)
