"""How a sample differs from the population, and what weighting does about it, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from participation.surveys.queries.weights import Representativeness
from participation.surveys.statistics.raking import Raked
from participation.surveys.statistics.weights import Weights
from participation.surveys.weighting.comparison import GroupCompared, MarginCompared
from smartregion.core.numbers import number, per_cent

# Smaller differences than this are not worth a sentence, however certain they are.
WORTH_SAYING = 1.0
# Beyond this the figures rest on fewer than half of the people.
COSTLY = 2.0


def group_sentences(margin: MarginCompared) -> Iterator[str]:
    """Who is found less or more often than in the population; the largest differences first."""
    told = [each for each in margin.groups if each.is_off and abs(each.points) >= WORTH_SAYING]
    for group in sorted(told, key=lambda each: -abs(each.points)):
        yield _group_sentence(group)
    if not told and margin.answered:
        yield _(
            "Die Umfrage entspricht hier der Bevölkerung: Alle Unterschiede sind klein oder liegen im Rahmen des Zufalls."
        )


def _group_sentence(group: GroupCompared) -> str:
    if group.is_empty:
        sentence = _(
            "„%(group)s“ fehlt: Niemand hat geantwortet, in der Bevölkerung sind es %(there)s."
        )
    elif group.points < 0:
        sentence = _(
            "„%(group)s“ ist seltener vertreten als in der Bevölkerung: %(here)s statt %(there)s."
        )
    else:
        sentence = _(
            "„%(group)s“ ist häufiger vertreten als in der Bevölkerung: %(here)s statt %(there)s."
        )
    # Whole per cent, but 0,4 % and not 0 %.
    decimals = 1 if min(group.sample, group.population) < 0.02 else 0
    here, there = (per_cent(100 * share, decimals) for share in (group.sample, group.population))
    return sentence % {"group": group.label, "here": here, "there": there}


def weights_sentences(found: Representativeness) -> Iterator[str]:
    """What the weights do, how certain figures still are, and whether it worked out."""
    if found.weights is None or found.raked is None:
        return
    yield _("Die Gewichte liegen zwischen %(smallest)s und %(largest)s, im Mittel bei 1.") % {
        "smallest": number(found.weights.smallest, 2),
        "largest": number(found.weights.largest, 2),
    }
    yield _cost(found.weights)
    yield from _limits(found.raked)


def _cost(weights: Weights) -> str:
    words = {
        "effect": number(weights.design_effect, 2),
        "effective": number(weights.effective, 0),
        "n": number(weights.counted),
    }
    if weights.design_effect >= COSTLY:
        return (
            _(
                "Der Design-Effekt ist %(effect)s: Gewichtete Zahlen sind nur so sicher wie %(effective)s ungewichtete Antworten statt %(n)s. Das ist viel. Prüfen Sie, ob gröbere Gruppen oder engere Grenzen genügen."
            )
            % words
        )
    return (
        _(
            "Der Design-Effekt ist %(effect)s: Gewichtete Zahlen sind so sicher wie %(effective)s ungewichtete Antworten statt %(n)s."
        )
        % words
    )


def _limits(raked: Raked) -> Iterator[str]:
    if raked.at_lower or raked.at_upper:
        yield _("An der unteren Grenze liegen %(lower)s Antworten, an der oberen %(upper)s.") % {
            "lower": number(raked.at_lower),
            "upper": number(raked.at_upper),
        }
    if raked.fits:
        yield _("Nach %s Runden stimmen alle Anteile mit der Bevölkerung überein.") % number(
            raked.rounds
        )
    else:
        yield _(
            "Nach %(rounds)s Runden stimmen die Anteile noch nicht überall überein: Die größte Abweichung beträgt %(points)s Prozentpunkte. Weitere Grenzen oder gröbere Gruppen helfen."
        ) % {"rounds": number(raked.rounds), "points": number(100 * raked.distance, 2)}
