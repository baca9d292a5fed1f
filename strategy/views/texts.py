"""Writing the texts of a version."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent
from strategy import actions, queries
from strategy.forms import TextForm
from strategy.models import Element, ElementText, StrategyVersion
from strategy.views.versions import version_for


def create(request: HttpRequest, slug: str, label: str, kind: str) -> HttpResponse:
    version = version_for(request, "strategy.change_text", slug, label)
    actions.refuse_unless_editable(version)
    if kind not in Element.Kind.values:
        raise Http404
    new = ElementText(version=version, element=Element(strategy=version.strategy, kind=kind))
    form = TextForm(sent(request), instance=new)
    if form.is_valid():
        with refusals_on(form):
            form.create(by=request.user)
            messages.success(request, _("Der Abschnitt ist angelegt."))
            return redirect("strategy:version_edit", slug, label)
    context = {"form": form, "version": version, "kind": Element.Kind(kind)}
    return render(request, "strategy/text_form.html", context)


def edit(request: HttpRequest, slug: str, label: str, key: UUID) -> HttpResponse:
    text = _text_for(request, slug, label, key)
    actions.refuse_unless_editable(text.version)
    form = TextForm(sent(request), instance=text)
    if form.is_valid():
        with refusals_on(form):
            try:
                form.store(by=request.user)
            except EditConflict:
                return _conflict(request, text)
            messages.success(request, _("Der Text ist gespeichert."))
            return redirect("strategy:version_edit", slug, label)
    context = {
        "form": form,
        "version": text.version,
        "text": text,
        "kind": Element.Kind(text.element.kind),
    }
    return render(request, "strategy/text_form.html", context)


def _conflict(request: HttpRequest, text: ElementText) -> HttpResponse:
    """Both wordings side by side; saving again from here replaces the other one knowingly."""
    theirs = ElementText.objects.select_related("version__strategy", "element").get(pk=text.pk)
    context = {
        "form": TextForm(typed_over(request, theirs), instance=text),
        "theirs": theirs,
        "version": theirs.version,
        "change": queries.last_change(theirs),
    }
    return render(request, "strategy/text_conflict.html", context, status=409)


@require_POST
def move(request: HttpRequest, slug: str, label: str, key: UUID) -> HttpResponse:
    text = _text_for(request, slug, label, key)
    actions.move_text(text=text, up=request.POST.get("direction") == "up", by=request.user)
    return redirect("strategy:version_edit", slug, label)


def delete(request: HttpRequest, slug: str, label: str, key: UUID) -> HttpResponse:
    text = _text_for(request, slug, label, key)
    actions.refuse_unless_editable(text.version)
    if request.method == "POST":
        try:
            actions.remove_text(text=text, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, _("Der Abschnitt ist aus der Fassung gelöscht."))
        return redirect("strategy:version_edit", slug, label)
    context = {
        "heading": _("„%(title)s“ aus der Fassung löschen?") % {"title": text.title},
        "explanation": _(
            "Der Abschnitt fehlt dann in dieser Fassung. Frühere Fassungen bleiben, wie sie sind."
        ),
        "action": _("Abschnitt löschen"),
        "cancel_url": reverse("strategy:version_edit", args=[slug, label]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


def _text_for(request: HttpRequest, slug: str, label: str, key: UUID) -> ElementText:
    versions = StrategyVersion.objects.visible_to(request.user)
    texts = ElementText.objects.filter(version__in=versions)
    return get_for(
        request,
        "strategy.change_text",
        texts.select_related("version__strategy", "element", "parent"),
        version__strategy__slug=slug,
        version__label=label,
        element=key,
    )
