"""What people said, and what became of it: counted, drawn, and picked for a field or the whole county."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from smartregion.core.charts import Chart, bar_chart, level_distribution
from smartregion.core.days import german_day
from smartregion.core.numbers import number

Content = dict[str, Any]
# Bars that are all as short as one contribution tell nothing; more than so many are a list to search.
WORTH_A_BAR, MOST_PLACES = 3, 12


def outcomes_by_topic(forum: Content) -> Chart | None:
    """For each topic, how many contributions came to which end."""
    if not forum["said"]:
        return None
    names = ("taken_up", "not_taken_up", "not_competent")
    return level_distribution(
        title=_("Was aus den Beiträgen wurde, je Impuls"),
        levels=[_("aufgegriffen"), _("nicht aufgegriffen"), _("nicht zuständig")],
        missing=_("noch offen"),
        best_first=True,
        rows=[
            (topic["title"], [*(topic[name] for name in names), topic["open"]])
            for topic in forum["topics"]
        ],
    )


def forum_base(forum: Content) -> list[str]:
    """On how many contributions the figures about a forum rest."""
    counted = _("n = %(n)s öffentliche Beiträge") % {"n": number(forum["said"])}
    return [counted, _("Beispieldaten")] if forum["is_example"] else [counted]


def draft_base(draft: Content) -> list[str]:
    """On how many comments the figures about a draft rest."""
    counted = _("n = %(n)s Stellungnahmen") % {"n": number(draft["total"])}
    period = _("Stand nach dem %(day)s") % {"day": german_day(draft["closes_on"])}
    return [counted, period]


def event_base(event: Content) -> list[str]:
    """Of which day the figures about an event are, and that small groups stand together."""
    told = [german_day(event["held_on"]), _("Gruppen unter fünf Personen sind zusammengefasst")]
    return [*told, _("Beispieldaten")] if event["is_example"] else told


def shares_of(event: Content) -> list[Chart]:
    """Where the people of an event came from, and for whom."""
    return [
        bar_chart(
            title=group["heading"],
            bars=[(label, count) for label, count in group["shares"]],
            total=sum(count for _label, count in group["shares"]),
        )
        for group in event["groups"]
    ]


def by_municipality(topics: Iterable[Content]) -> Chart | None:
    """From where people wrote, as far as they said so; none where hardly two wrote from the same place."""
    counted: Counter[str] = Counter()
    for topic in topics:
        counted.update(topic["municipalities"])
    if max(counted.values(), default=0) < WORTH_A_BAR:
        return None
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    bars = ordered[:MOST_PLACES]
    if others := ordered[MOST_PLACES:]:
        label = _("weitere %d Gemeinden zusammen") % len(others)
        bars.append((label, sum(count for _name, count in others)))
    return bar_chart(title=_("Beiträge nach Gemeinde, soweit angegeben"), bars=bars)


def decisions(comments: Iterable[Content]) -> Chart | None:
    """How comments on a draft were weighed."""
    counted = Counter(each["state"] for each in comments)
    if not counted:
        return None
    bars = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    total = sum(counted.values())
    return bar_chart(title=_("Wie die Stellungnahmen abgewogen wurden"), bars=bars, total=total)


def changes(content: Content) -> list[Content]:
    """What was taken up and shows: a measure grew from it, or words of the strategy changed."""
    voices = content.get("voices") or ()
    return [each for each in voices if each["grown"] or each["rewording"]]


def taken_up_in(content: Content, field: str) -> list[Content]:
    """What was taken up about a field of action; what changed something comes first."""
    found = [each for each in content.get("voices") or () if field in each["fields"]]
    return sorted(found, key=lambda each: not (each["grown"] or each["rewording"]))
