"""What measures wait for, drawn as a graph."""

from django.utils.translation import gettext as _

from measures.queries.dependencies import DependencyGraph, GraphEdge, GraphNode
from smartregion.core.charts import Arrow, Chart, Node, Words, graph


def dependency_chart(found: DependencyGraph) -> Chart:
    """Measures that depend on each other, from what comes first to what needs it."""
    return graph(
        title=_("Abhängigkeiten der Maßnahmen"),
        nodes=[_node(node) for node in found.nodes],
        arrows=[_arrow(edge) for edge in found.edges],
        words=Words(
            heads=(_("Maßnahme"), _("Beziehung"), _("andere Maßnahme"), _("Hinweis")),
            leads=_("kommt vor"),
            touches=_("hängt zusammen mit"),
            warns=_("der Zeitplan passt nicht"),
            beside=_("außerhalb der Auswahl"),
        ),
    )


def _node(node: GraphNode) -> Node:
    return Node(
        key=node.id,
        label=node.number,
        text=node.title,
        note=node.state_label,
        url=node.url,
        is_beside=node.is_beside,
    )


def _arrow(edge: GraphEdge) -> Arrow:
    return Arrow(
        start=edge.before,
        end=edge.after,
        is_directed=edge.is_directed,
        warning=edge.warning,
        note=edge.note,
    )
