"""Everything a page is made of; the markup lives in templates/ui/, the look in docs/style-guide.md."""

from decimal import Decimal
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.urls import translate_url
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from smartregion.core import links
from smartregion.core.form_markup import FieldMarkup, error_links, has_errors
from smartregion.core.numbers import euros, exact_euros, per_cent

register = template.Library()

Text = str | Promise

TONES = {
    "neutral": "",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
    "error": "danger",
    "debug": "info",
}
LIGHTS = {
    "green": ("success", "success"),
    "yellow": ("warning", "warning"),
    "red": ("danger", "danger"),
}


# -- page --------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """ "Fehler: " for <title>, when any form of the page was sent back."""
    values = [value for value in context.flatten().values() if not _is_asleep(value)]
    return _("Fehler: ") if any(map(has_errors, values)) else ""


def _is_asleep(value: object) -> bool:
    # isinstance() would wake a lazy value, and the CSRF token would then set a cookie.
    return type(value) is SimpleLazyObject


@register.inclusion_tag("ui/page_header.html")
def page_header(title: Text, lead: Text = "", kicker: Text = "") -> dict[str, object]:
    return {"title": title, "lead": lead, "kicker": kicker}


@register.inclusion_tag("ui/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, *parts: Text) -> dict[str, object]:
    """Label and URL in turn, last the label of this page: ``"Maßnahmen" list_url "Lernzentrum"``."""
    *trail, here = parts
    steps = list(zip(trail[::2], trail[1::2], strict=True))
    navigation = context.get("navigation")
    return {"start_url": getattr(navigation, "start_url", "/"), "steps": steps, "here": here}


@register.simple_tag(takes_context=True)
def language_url(context: Context, language: str) -> str:
    """This very page in the other language, with its query string."""
    request = context.get("request")
    # "//elsewhere.example" was asked of us as a path; in a link it would be another host.
    return (
        translate_url(escape_leading_slashes(request.get_full_path()), language) if request else "/"
    )


register.simple_tag(links.public_url)


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], anchor: str = "") -> dict[str, object]:
    """Links to the other pages of a list, to its ``anchor``; filters in the query string stay."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": list(numbers),
        "query": query.urlencode(),
        "fragment": f"#{anchor}" if anchor else "",
    }


# -- forms -------------------------------------------------------------------------------------
@register.inclusion_tag("ui/error_summary.html")
def error_summary(*sources: object) -> dict[str, object]:
    """All errors of the given forms and formsets, each linked to its field."""
    return {"links": [link for source in sources for link in error_links(source)]}


@register.inclusion_tag("ui/form_fields.html")
def form_fields(form: forms.BaseForm) -> dict[str, object]:
    return {"form": form}


@register.inclusion_tag("ui/field.html")
def field(
    bound: BoundField, label: Text = "", hint: Text = "", large: bool = False, options: str = ""
) -> dict[str, object]:
    """One form field with label, hint and error.

    ``options`` changes how choices are laid out: ``"cards"`` or ``"row"``.
    """
    return {"markup": FieldMarkup(bound, label, hint, large, options)}


@register.simple_tag
def button(text: Text, kind: str = "primary", name: str = "", value: Text = "") -> SafeString:
    """A submit button; ``kind`` is primary, secondary, tertiary or danger."""
    sent = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button class="kern-btn kern-btn--{}" type="submit"{}><span class="kern-label">{}</span></button>',
        kind,
        sent,
        text,
    )


@register.inclusion_tag("ui/link_button.html")
def link_button(text: Text, url: str, kind: str = "secondary", icon: str = "") -> dict[str, object]:
    """A link that looks like a button. A deed that needs a second look links to its confirm page."""
    return {"text": text, "url": url, "kind": kind, "icon": icon}


# -- what a page shows -------------------------------------------------------------------------
@register.simple_tag
def icon(name: str, size: str = "default") -> SafeString:
    """A KERN icon: decoration only, so words always stand beside it."""
    return format_html(
        '<span class="kern-icon kern-icon--{} kern-icon--{}" aria-hidden="true"></span>', name, size
    )


@register.inclusion_tag("ui/notice.html")
def notice(text: Text, tone: str = "info", title: Text = "") -> dict[str, object]:
    """A message in a box: info, success, warning or danger."""
    return {"text": text, "title": title, "tone": TONES.get(tone, "info") or "info"}


@register.inclusion_tag("ui/badge.html")
def status_badge(text: Text, tone: str = "neutral", icon: str = "") -> dict[str, object]:
    """A state as word, colour and sign."""
    kind = TONES.get(tone, "")
    return {"text": text, "tone": kind, "icon": icon or kind}


@register.inclusion_tag("ui/badge.html")
def traffic_light(light: str | None, label: Text = "") -> dict[str, object]:
    """The traffic light of an assessment: sign, word and colour; nothing reported is said, too."""
    words = {"green": _("im Plan"), "yellow": _("mit Abweichungen"), "red": _("gefährdet")}
    tone, sign = LIGHTS.get(light or "", ("", "question-mark"))
    return {
        "text": label or words.get(light or "", _("nicht gemeldet")),
        "tone": tone,
        "icon": sign,
        "light": light or "none",
    }


@register.inclusion_tag("ui/progress.html")
def progress(done: float, total: float, label: Text, note: Text = "") -> dict[str, object]:
    """A bar with words: ``{% progress 3 8 _("Meilensteine") %}`` reads "3 von 8"."""
    return {"done": done, "total": total, "label": label, "note": note}


@register.inclusion_tag("ui/empty_state.html")
def empty_state(
    title: Text, text: Text = "", url: str = "", action: Text = ""
) -> dict[str, object]:
    return {"title": title, "text": text, "url": url, "action": action}


@register.simple_block_tag
def scroll_table(content: str, label: Text) -> SafeString:
    """Wrap a wide table: it scrolls by itself, by keyboard too, and the page does not."""
    return format_html(
        '<div class="table-scroll" role="region" aria-label="{}" tabindex="0">{}</div>',
        label,
        content,
    )


# -- numbers -----------------------------------------------------------------------------------
@register.filter
def euro(amount: Decimal | int | None) -> str:
    """Whole euros as the language writes them: 1.250.000 €."""
    if amount is None:
        return _("nicht beziffert")
    return euros(amount)


@register.filter
def cents(amount: Decimal | None) -> str:
    """Euros to the cent where there are cents: 1.250 € and 1.234,50 €; a dash where nobody knows."""
    return "–" if amount is None else exact_euros(amount)


@register.filter
def percent(share: float | None, decimals: int = 0) -> str:
    """A share between 0 and 1 as per cent: 37 %."""
    if share is None:
        return "–"
    return per_cent(share * 100, decimals)
