"""What one measure costs, row by row."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from measures.forms.costs import CostRows
from measures.views.rows import edit_rows


@require_http_methods(["GET", "POST"])
def cost_lines(request: HttpRequest, number: str) -> HttpResponse:
    return edit_rows(request, number, CostRows)
