"""What people said and what changed because of it, all ways of taking part in one chapter."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import parts, surveys, voices
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter

# So many changes are told; the others stand with the considerations.
TOLD = 24


@chapter(
    "participation",
    gettext_lazy("Beteiligung"),
    needs=("surveys", "forums", "events", "consultations", "voices"),
)
def participation(content: Content) -> Made:
    """Numbers and answers that an annex prints in full are not printed here, too."""
    headings = [
        *(_survey(each) for each in content["surveys"]),
        *(_forum(each) for each in content["forums"]),
        *_events(content),
        *_drafts(content),
        *_changes(content),
    ]
    context = {
        "with_tables": not parts.has_chapter(content, "questionnaires"),
        "with_answers": not parts.has_chapter(content, "considerations"),
    }
    return Made(headings, context)


def _survey(survey: Content) -> Heading:
    about = {"kind": "survey", "survey": survey, "questions": surveys.asked_in(survey)}
    return Heading(survey["results"]["title"], about)


def _forum(forum: Content) -> Heading:
    about = {
        "kind": "forum",
        "forum": forum,
        "outcomes": voices.outcomes_by_topic(forum),
        "base": voices.forum_base(forum),
    }
    return Heading(forum["title"], about)


def _events(content: Content) -> list[Heading]:
    # Snapshots of earlier days hold neither events nor drafts nor voices.
    if "events" not in content:
        return []
    return [Heading(_("Veranstaltungen"), {"kind": "events"})]


def _drafts(content: Content) -> list[Heading]:
    return [_draft(each) for each in content.get("consultations", ())]


def _draft(draft: Content) -> Heading:
    about = {
        "kind": "draft",
        "draft": draft,
        "decisions": voices.decisions(draft["comments"]),
        "base": voices.draft_base(draft),
    }
    return Heading(_("Beteiligung am Entwurf %(label)s") % {"label": draft["label"]}, about)


def _changes(content: Content) -> list[Heading]:
    if "voices" not in content:
        return []
    found = voices.changes(content)
    about = {"kind": "changes", "changes": found[:TOLD], "more": len(found[TOLD:])}
    return [Heading(_("Was sich dadurch geändert hat"), about)]
