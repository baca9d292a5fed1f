"""Writing the texts of a version."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent
from smartregion.core.numbers import count_from
from strategy import actions, queries, slots
from strategy.forms import TextForm
from strategy.models import Element, ElementText, StrategyVersion
from strategy.views.versions import version_for


def create(request: HttpRequest, slug: str, label: str, kind: str) -> HttpResponse:
    version = version_for(request, "strategy.change_text", slug, label)
    actions.refuse_unless_editable(version)
    if kind not in Element.Kind.values:
        raise Http404
    new = ElementText(version=version, element=Element(strategy=version.strategy, kind=kind))
    new.parent = _wanted_parent(request, version)
    form = TextForm(sent(request), instance=new)
    if form.is_valid():
        with refusals_on(form):
            made = form.create(by=request.user)
            messages.success(request, _("„%(title)s“ ist angelegt.") % {"title": made.title})
            return to_outline(made)
    context = {"form": form, "version": version, "kind": Element.Kind(kind)}
    return render(request, "strategy/text_form.html", context)


def _wanted_parent(request: HttpRequest, version: StrategyVersion) -> ElementText | None:
    """The field or section beside which somebody chose to add a part."""
    try:
        key = UUID(request.GET.get("unter", ""))
    except ValueError:
        return None
    return version.texts.filter(element=key).first()


def edit(request: HttpRequest, slug: str, label: str, key: UUID) -> HttpResponse:
    text = text_for(request, slug, label, key)
    actions.refuse_unless_editable(text.version)
    form = TextForm(sent(request), instance=text, may_place=_may_place(request, text))
    if form.is_valid():
        with refusals_on(form):
            try:
                form.store(by=request.user)
            except EditConflict:
                return _conflict(request, text)
            messages.success(request, _("Der Text ist gespeichert."))
            return to_outline(text)
    context = {
        "form": form,
        "version": text.version,
        "text": text,
        "kind": Element.Kind(text.element.kind),
        "taken_up": slots.taken_up.of([text.element_id], visible_to=request.user)[text.element_id],
    }
    return render(request, "strategy/text_form.html", context)


def _conflict(request: HttpRequest, text: ElementText) -> HttpResponse:
    """Both wordings side by side; saving again from here replaces the other one knowingly."""
    theirs = text_for(request, text.version.strategy.slug, text.version.label, text.element_id)
    may_place = _may_place(request, text)
    form = TextForm(typed_over(request, theirs), instance=text, may_place=may_place)
    context = {
        "form": form,
        "theirs": theirs,
        "english": theirs.translations.filter(language="en").first(),
        "supported": queries.supported_by(theirs),
        "differing": TextForm(request.POST, instance=theirs, may_place=may_place).changed_labels(),
        "version": theirs.version,
        "change": queries.last_change(theirs),
    }
    return render(request, "strategy/text_conflict.html", context, status=409)


@require_POST
def move(request: HttpRequest, slug: str, label: str, key: UUID) -> HttpResponse:
    """One step up or down by a button, or to a place by dragging."""
    text = placeable(request, slug, label, key)
    place = count_from(request.POST.get("place", ""))
    if place is not None:
        actions.place_text(text=text, place=place, by=request.user)
    else:
        actions.move_text(text=text, up=request.POST.get("direction") == "up", by=request.user)
    return to_outline(text)


def renumber(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """All numbers that would change, before they do."""
    version = version_for(request, "strategy.change_text", slug, label)
    actions.refuse_unless_editable(version)
    if request.method == "POST":
        changed = actions.renumber(version=version, by=request.user)
        done = ngettext("%(n)d Nummer ist geändert.", "%(n)d Nummern sind geändert.", changed)
        messages.success(request, done % {"n": changed})
        return redirect("strategy:version_edit", slug, label)
    context = {"version": version, "changes": queries.renumbering(version)}
    return render(request, "strategy/renumber.html", context)


def to_outline(text: ElementText) -> HttpResponse:
    """Back to the list of texts, where this one stands."""
    url = reverse("strategy:version_edit", args=[text.version.strategy.slug, text.version.label])
    return redirect(f"{url}#row-{text.element_id}")


def delete(request: HttpRequest, slug: str, label: str, key: UUID) -> HttpResponse:
    text = placeable(request, slug, label, key)
    actions.refuse_unless_editable(text.version)
    if request.method == "POST":
        try:
            actions.remove_text(text=text, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(
                request, _("„%(title)s“ ist aus der Fassung gelöscht.") % {"title": text.title}
            )
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


def _may_place(request: HttpRequest, text: ElementText) -> bool:
    """Whoever writes one field only changes its words, not what stands where in the version."""
    return request.user.has_perm("strategy.change_text", text.version)


def placeable(request: HttpRequest, slug: str, label: str, key: UUID) -> ElementText:
    text = text_for(request, slug, label, key)
    if not _may_place(request, text):
        raise PermissionDenied
    return text


def text_for(request: HttpRequest, slug: str, label: str, key: UUID) -> ElementText:
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
