"""Running forums."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forums import actions
from participation.forums.actions.series import carry_on_forum
from participation.forums.models import Forum, Topic
from smartregion.accounts.models import RoleAssignment, User
from smartregion.accounts.queries import people_with
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


class EarlierTopicField(forms.ModelChoiceField[Topic]):
    """Topics under the name of their forum, because those of a series are often called alike."""

    def label_from_instance(self, topic: Topic) -> str:
        return f"{topic.forum.title}: {topic.title}"


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
    continues = EarlierTopicField(
        Topic.objects.none(),
        label=_("Führt fort"),
        required=False,
        empty_label=_("kein früheres Thema"),
        help_text=_(
            "Ein Thema aus einem früheren Forum: Die Seite beginnt dann mit dem, was dort gesagt "
            "wurde und was seitdem geschehen ist."
        ),
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
            "continues",
            "has_guests",
            "review",
            "has_map",
        ]
        help_texts = {
            "question": _("Worauf sollen die Beiträge antworten?"),
            "impulse_by": _("Person oder Stelle, die den Impuls gibt."),
            "impulse_role": _("Warum spricht sie darüber? Zum Beispiel: plant den Rufbus."),
            "has_guests": _(
                "Gäste geben Namen oder Pseudonym und E-Mail-Adresse an. Der Beitrag erscheint erst, "
                "wenn sie den Code aus der E-Mail eingegeben haben."
            ),
            "review": _("Geprüfte Beiträge sehen andere erst, wenn die Moderation sie freigibt."),
            "has_map": _(
                "Wer schreibt, kann einen Ort angeben. Alles steht auch als Liste daneben."
            ),
        }
        widgets = {"question": forms.Textarea(attrs={"rows": 2}), "review": forms.RadioSelect}

    def __init__(self, *args: Any, forum: Forum, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        earlier = Topic.objects.exclude(forum=forum).select_related("forum")
        fields["continues"].queryset = earlier.order_by("-forum", "position")
        fields["elements"].queryset = Element.objects.fields_of_action()
        staff = RoleAssignment.objects.of_staff()
        fields["responsible"].queryset = people_with(
            staff, on=on, also=[self.instance.responsible_id]
        )

    def store(self, *, by: Any, forum: Forum) -> Topic:
        """Create the topic in this forum or change it."""
        if self.instance._state.adding:
            return actions.create_topic(forum=forum, by=by, **self.cleaned_data)
        topic = Topic.objects.select_related("forum").get(pk=self.instance.pk)
        return actions.change_topic(topic=topic, by=by, **self.cleaned_data)


class CarryOnForm(forms.Form):
    """The next forum of a series."""

    title = forms.CharField(label=_("Titel des neuen Forums"), max_length=160)
    summary = forms.CharField(
        label=_("Worum es geht"),
        max_length=300,
        required=False,
        help_text=_("Ein bis zwei Sätze für die Übersicht der Foren."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Themen, die weitergehen"),
        help_text=_("Jedes wird als Entwurf angelegt; Impuls und Zeitraum schreiben Sie neu."),
        error_messages={"required": _("Bitte wählen Sie mindestens ein Thema.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum = forum
        topics = forum.topics.filter(is_public=True, continued_by__isnull=True)
        self.fields["topics"].queryset = topics  # type: ignore[attr-defined]

    def carry_on(self, *, by: Any) -> Forum:
        return carry_on_forum(forum=self.forum, by=by, **self.cleaned_data)


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
