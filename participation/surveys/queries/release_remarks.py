"""What an office should think about before it releases figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from participation.surveys.protection.crosstabs import Crossing
from participation.surveys.protection.policy import POLICY
from participation.surveys.results import SurveyResults


def remarks_on(results: SurveyResults, crossings: list[Crossing]) -> Iterator[str]:
    """What the office should think about: small bases, and groups of one mind."""
    for each in results.questions:
        if 0 < each.answered < POLICY.firm_base:
            yield _(
                "Frage %(number)d: Nur %(n)d Menschen haben geantwortet. Anteile aus so wenigen Antworten schwanken stark."
            ) % {"number": each.number, "n": each.answered}
    for crossing in crossings:
        yield from _of_one_mind(crossing)


def _of_one_mind(crossing: Crossing) -> Iterator[str]:
    """Whoever belongs to such a group is known to have said the same."""
    for bases in crossing.bases:
        lines = [line for line in crossing.lines if line.group == bases.group]
        for place, head in enumerate(crossing.heads):
            base = bases.counts[place]
            for line in lines if base else ():
                count = line.counts[place]
                if count is not None and base and count >= POLICY.one_mind * base:
                    yield _(
                        "Gekreuzt nach „%(columns)s“: In der Gruppe „%(group)s“ haben fast alle „%(answer)s“ geantwortet. Wer dazugehört, von dem weiß man es dann auch. Fassen Sie Gruppen zusammen oder lassen Sie die Tabelle weg."
                    ) % {
                        "columns": crossing.columns_text,
                        "group": head.label,
                        "answer": line.head.label,
                    }
