"""Merging and splitting fields of action, and taking up again what was dropped."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for
from smartregion.core.forms import refusals_on, sent
from strategy import actions
from strategy.forms import ConfirmedMergeForm, MergeForm, SplitForm
from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries.lineage import field_it_went_into
from strategy.views.texts import placeable, to_outline
from strategy.views.versions import version_for


def merge(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Choose the fields, then read what will happen, then confirm."""
    version = version_for(request, "strategy.change_text", slug, label)
    actions.refuse_unless_editable(version)
    if request.method == "POST":
        return _merge(request, version)
    if "target" not in request.GET:
        target = version.texts.filter(element=_key(request)).first() if _key(request) else None
        form = MergeForm(version=version, initial={"target": target})
        return _choose(request, version, form)
    form = MergeForm(request.GET, version=version)
    if not form.is_valid():
        return _choose(request, version, form)
    return _preview(request, version, ConfirmedMergeForm(version=version), form)


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("ziel", ""))
    except ValueError:
        return None


def _choose(request: HttpRequest, version: StrategyVersion, form: MergeForm) -> HttpResponse:
    return render(request, "strategy/merge.html", {"version": version, "form": form})


def _preview(
    request: HttpRequest, version: StrategyVersion, form: ConfirmedMergeForm, chosen: MergeForm
) -> HttpResponse:
    context = {"version": version, "form": form, "merger": chosen.preview()}
    return render(request, "strategy/merge_preview.html", context)


def _merge(request: HttpRequest, version: StrategyVersion) -> HttpResponse:
    form = ConfirmedMergeForm(request.POST, version=version)
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user)
            target = form.cleaned_data["target"]
            done = _(
                "Die Handlungsfelder sind in „%(title)s“ zusammengeführt. Prüfen Sie jetzt den Text."
            )
            messages.success(request, done % {"title": target.title})
            return redirect(
                "strategy:text_edit", version.strategy.slug, version.label, target.element_id
            )
    chosen = MergeForm(request.POST, version=version)
    if chosen.is_valid():
        return _preview(request, version, form, chosen)
    return _choose(request, version, chosen)


def split(request: HttpRequest, slug: str, label: str, key: UUID) -> HttpResponse:
    """A new field of action out of this one."""
    text = placeable(request, slug, label, key)
    if text.element.kind != Element.Kind.FIELD:
        raise Http404
    actions.refuse_unless_editable(text.version)
    form = SplitForm(sent(request), text=text)
    if form.is_valid():
        with refusals_on(form):
            made = form.store(by=request.user)
            messages.success(request, _("„%(title)s“ ist ausgegliedert.") % {"title": made.title})
            if "again" in request.POST:
                return redirect("strategy:split", slug, label, key)
            return to_outline(made)
    context = {"version": text.version, "text": text, "form": form}
    return render(request, "strategy/split.html", context)


@require_POST
def restore(request: HttpRequest, slug: str, label: str, key: UUID) -> HttpResponse:
    """Take up again what the version before has."""
    version = version_for(request, "strategy.change_text", slug, label)
    dropped = get_for(
        request,
        "strategy.change_text",
        ElementText.objects.select_related("version", "element", "parent"),
        version=version.based_on,
        element=key,
    )
    merged_into = field_it_went_into(dropped.element, version)
    try:
        text = actions.restore_text(version=version, dropped=dropped, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("strategy:version_edit", slug, label)
    messages.success(request, _("„%(title)s“ ist wieder aufgenommen.") % {"title": text.title})
    if merged_into:
        messages.info(
            request,
            _("Sein Text steht auch noch in „%(title)s“, mit dem es zusammengeführt war.")
            % {"title": merged_into.name},
        )
    return to_outline(text)
