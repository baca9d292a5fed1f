"""The tags that pages are made of: what describes what, and that state is never colour alone."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from smartregion.core.forms import RichTextField

pytestmark = pytest.mark.slow


class Feedback(forms.Form):
    topic = forms.ChoiceField(
        label="Was ist wichtig?",
        choices=[("a", "Schule"), ("b", "Verkehr")],
        widget=forms.RadioSelect,
    )
    fields_of_action = forms.MultipleChoiceField(
        label="Handlungsfelder",
        choices=[("a", "Schule"), ("b", "Verkehr")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    title = forms.CharField(label="Titel", help_text="Kurz <b>und</b> klar")
    note = forms.CharField(label="Notiz", widget=forms.Textarea, max_length=200, required=False)
    municipality = forms.ChoiceField(label="Gemeinde", choices=[("", "Bitte wählen")])
    body = RichTextField(label="Text", required=False)
    agreed = forms.BooleanField(label="Ich stimme zu.")


def show(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_field_ties_hint_and_error_to_its_control() -> None:
    html = show("{% field form.title %}", form=Feedback({}))
    assert 'aria-describedby="id_title_hint id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_hint"' in html
    assert 'id="id_title_error"' in html
    assert '<label class="kern-label" for="id_title">Titel</label>' in html


def test_field_escapes_a_hint_that_somebody_typed() -> None:
    html = show("{% field form.title %}", form=Feedback())
    assert "Kurz &lt;b&gt;und&lt;/b&gt; klar" in html


def test_field_keeps_a_hint_that_is_marked_safe() -> None:
    form = Feedback()
    form.fields["title"].help_text = mark_safe('<a href="/hilfe/">Hilfe</a>')
    assert '<a href="/hilfe/">Hilfe</a>' in show("{% field form.title %}", form=form)


def test_group_is_a_fieldset_with_legend_and_one_label_per_choice() -> None:
    html = show('{% field form.topic options="cards" %}', form=Feedback({}))
    assert "<fieldset" in html
    assert "<legend" in html
    assert "options--cards" in html
    assert 'for="id_topic_0"' in html
    assert 'for="id_topic_1"' in html
    assert 'aria-describedby="id_topic_error"' in html


def test_group_of_checkboxes_is_not_drawn_as_radios() -> None:
    html = show("{% field form.fields_of_action %}", form=Feedback())
    assert html.count("kern-form-check__checkbox") == 2
    assert "__radio" not in html


def test_optional_fields_say_so_and_required_ones_do_not() -> None:
    assert "(freiwillig)" in show("{% field form.note %}", form=Feedback())
    assert "(freiwillig)" not in show("{% field form.title %}", form=Feedback())


def test_textarea_tells_how_much_fits() -> None:
    html = show("{% field form.note %}", form=Feedback())
    assert "höchstens 200 Zeichen" in html
    assert 'data-counter="id_note_limit"' in html
    assert 'aria-describedby="id_note_limit"' in html


def test_rich_text_field_stays_a_textarea_with_words_for_the_toolbar() -> None:
    html = show("{% field form.body %}", form=Feedback())
    assert "<textarea" in html
    assert 'data-label-bold="Fett"' in html


def test_placeholder_that_repeats_the_label_is_dropped() -> None:
    form = Feedback()
    form.fields["title"].widget.attrs["placeholder"] = "Titel"
    assert "placeholder" not in show("{% field form.title %}", form=form)


@pytest.mark.parametrize(
    ("name", "target"),
    [("title", "#id_title"), ("topic", "#id_topic_0"), ("agreed", "#id_agreed")],
)
def test_error_summary_links_into_each_field(name: str, target: str) -> None:
    html = show("{% error_summary form %}", form=Feedback({}))
    assert 'role="alert"' in html
    assert f'href="{target}"' in html


def test_error_summary_joins_label_and_message_as_a_sentence() -> None:
    html = show("{% error_summary form %}", form=Feedback({}))
    assert "Was ist wichtig? Dieses Feld" in html
    assert "Ich stimme zu: Dieses Feld" in html


def test_error_summary_shows_errors_of_the_whole_form() -> None:
    form = Feedback({})
    form.add_error(None, "Die Umfrage ist geschlossen.")
    assert "<li>Die Umfrage ist geschlossen.</li>" in show("{% error_summary form %}", form=form)


def test_error_summary_reads_formsets_too() -> None:
    rows = forms.formset_factory(Feedback, extra=1, min_num=1)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    )
    assert 'href="#id_form-0-title"' in show("{% error_summary rows %}", rows=rows)


def test_error_summary_is_silent_before_the_form_was_sent() -> None:
    assert show("{% error_summary form %}", form=Feedback()).strip() == ""


def test_error_prefix_finds_the_refused_form_by_any_name() -> None:
    assert show("{% error_prefix %}", some_form=Feedback({})) == "Fehler: "
    assert show("{% error_prefix %}", some_form=Feedback()) == ""


@pytest.mark.parametrize(
    ("light", "word"),
    [
        ("green", "im Plan"),
        ("yellow", "mit Abweichungen"),
        ("red", "gefährdet"),
        ("", "nicht gemeldet"),
        (None, "nicht gemeldet"),
    ],
)
def test_traffic_light_has_a_word_and_a_sign(light: str | None, word: str) -> None:
    html = show("{% traffic_light light %}", light=light)
    assert word in html
    assert "kern-icon--" in html


def test_status_badge_carries_a_sign_with_its_tone() -> None:
    html = show('{% status_badge "offen" "success" %}')
    assert "kern-badge--success" in html
    assert "kern-icon--success" in html


def test_breadcrumbs_start_at_home_and_end_here() -> None:
    navigation = SimpleNamespace(start_url="/")
    html = show('{% breadcrumbs "Maßnahmen" "/m/" "Lernzentrum" %}', navigation=navigation)
    assert '<a href="/">Start</a>' in html
    assert '<a href="/m/">Maßnahmen</a>' in html
    assert '<span aria-current="page">Lernzentrum</span>' in html


def test_pagination_keeps_the_filters() -> None:
    request = RequestFactory().get("/m/", {"state": "running", "page": "2"})
    page = Paginator(range(100), 10).page(2)
    html = show("{% pagination page %}", page=page, request=request)
    assert 'href="?state=running&amp;page=3"' in html
    assert "Einträge 11 bis 20 von 100" in html


def test_pagination_of_one_page_is_nothing() -> None:
    request = RequestFactory().get("/m/")
    page = Paginator(range(3), 10).page(1)
    assert show("{% pagination page %}", page=page, request=request).strip() == ""


def test_language_url_leads_to_the_same_page_with_its_query() -> None:
    request = RequestFactory().get("/konto/login/", {"next": "/a/"})
    html = show('{% language_url "en" %}', request=request)
    assert html == "/en/konto/login/?next=%2Fa%2F"


def test_scroll_table_can_be_reached_by_keyboard_and_has_a_name() -> None:
    html = show('{% scroll_table label="Maßnahmen" %}<table></table>{% endscroll_table %}')
    assert 'role="region" aria-label="Maßnahmen" tabindex="0"' in html
    assert "<table></table>" in html


def test_progress_says_the_numbers() -> None:
    html = show('{% progress 3 8 "Meilensteine" %}')
    assert "3 von 8" in html
    assert '<progress value="3" max="8">' in html


def test_numbers_follow_the_language() -> None:
    assert show("{{ 1250000|euro }}") == "1.250.000\N{NO-BREAK SPACE}€"
    assert show("{{ share|percent:1 }}", share=0.375) == "37,5\N{NO-BREAK SPACE}%"
    with override("en"):
        assert show("{{ 1250000|euro }}") == "€1,250,000"


def test_missing_numbers_are_said_and_never_zero() -> None:
    assert show("{{ nothing|euro }}", nothing=None) == "nicht beziffert"
    assert show("{{ nothing|percent }}", nothing=None) == "–"


def test_percent_rounds_and_does_not_cut_off() -> None:
    assert show("{{ share|percent:1 }}", share=2 / 3) == "66,7\N{NO-BREAK SPACE}%"
