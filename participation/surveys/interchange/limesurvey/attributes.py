"""Attributes of questions that nothing here corresponds to: each one that says something is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.surveys.interchange.limesurvey.attribute_names import attribute
from participation.surveys.interchange.limesurvey.making import Making

# As LimeSurvey fills them in where nobody has set anything; "" and "0" are defaults everywhere.
DEFAULTS: Mapping[str, Iterable[str]] = {
    "answer_order": ("normal",),
    "assessment_value": ("1",),
    "array_filter_style": ("0",),
    "allowed_filetypes": ("png, gif, doc, odt, jpg, jpeg, pdf, png, heic",),
    "category_separator": ("",),
    "commented_checkbox": ("allways", "always"),
    "commented_checkbox_auto": ("1",),
    "cssclass": (),
    "display_columns": ("1",),
    "display_type": ("0",),
    "dropdown_dates_minute_step": ("1",),
    "em_validation_q": (),
    "hide_tip": (),
    "keep_aspect": (),
    "location_defaultcoordinates": (),
    "location_mapheight": ("300",),
    "location_mapwidth": ("500",),
    "location_mapzoom": ("11",),
    "max_filesize": ("10240",),
    "max_num_of_files": ("1",),
    "max_subquestions": (),
    "multiflexible_step": ("1",),
    "other_comment_mandatory": (),
    "other_position": ("end", "default", "default_order"),
    "printable_help": (),
    "samechoiceheight": ("1",),
    "samelistheight": ("1",),
    "show_comment": ("1",),
    "show_title": ("1",),
    "show_totals": ("X",),
    "showpopups": ("1",),
    "slider_custom_handle": ("f1ae",),
    "slider_default_set": ("1",),
    "slider_separator": ("|",),
    "statistics_graphtype": ("0",),
    "statistics_showgraph": ("1",),
    "statistics_showmap": ("1",),
    "subquestion_order": ("normal",),
    "time_limit_action": ("1",),
    "value_range_allows_missing": ("1",),
}
LOOKS = _("Betrifft nur das Aussehen in LimeSurvey.")
LOOK = _("Aussehen")
LOOKING = {
    "answer_width", "answer_width_bycolumn", "array_filter_style", "cssclass", "display_columns",
    "display_rows", "display_type", "dropdown_dates", "dropdown_dates_minute_step",
    "dropdown_dates_month_style", "dropdown_dates_year_max", "dropdown_dates_year_min",
    "dropdown_prefix", "dropdown_prepostfix", "dropdown_separators", "dropdown_size", "hide_tip",
    "horizontal_scroll", "input_size", "keep_aspect", "label_input_columns", "page_break",
    "parent_order", "placeholder", "public_statistics", "rank_title", "repeat_headings", "reverse",
    "samechoiceheight", "samelistheight", "scale_export", "show_grand_total", "show_totals",
    "showpopups", "slider_custom_handle", "slider_handle", "slider_layout", "slider_middlestart",
    "slider_orientation", "slider_rating", "slider_reset", "slider_reversed", "slider_showminmax",
    "statistics_graphtype", "statistics_showgraph", "statistics_showmap", "text_input_columns",
    "text_input_width", "use_dropdown", "choice_title", "choice_input_columns", "thousands_separator",
    "printable_help", "location_mapheight", "location_mapwidth", "location_mapzoom",
    "location_nodefaultfromip", "location_city", "location_country", "location_postal",
    "location_state", "location_defaultcoordinates", "show_comment", "show_title", "alphasort",
}  # fmt: skip
ORDER = _("Die Reihenfolge ist hier fest, so wie sie in der Datei steht.")
CHECK = _("Diese Prüfung der Antwort gibt es hier nicht.")
TIME = _("Eine Frist zum Antworten gibt es hier nicht.")
SCORE = _("Punkte für Antworten (Assessments) gibt es hier nicht.")
OTHER = _("Dafür gibt es hier nichts Entsprechendes.")


@dataclass(frozen=True)
class Fate:
    """Why an attribute did not come along, and whether that changes who answers what."""

    why: Any
    is_serious: bool = False


FATES: Mapping[str, Fate] = {
    **{name: Fate(LOOKS) for name in LOOKING},
    "alphasort": Fate(ORDER),
    "answer_order": Fate(ORDER),
    "subquestion_order": Fate(ORDER),
    "random_order": Fate(ORDER),
    "random_group": Fate(_("Fragen stehen hier in fester Reihenfolge; gemischt werden nur Antworten.")),
    "randomization_group": Fate(
        _("Fragen stehen hier in fester Reihenfolge; gemischt werden nur Antworten.")
    ),
    "em_validation_q": Fate(CHECK, is_serious=True),
    "em_validation_sq": Fate(CHECK, is_serious=True),
    "em_validation_q_tip": Fate(_("Der Hinweis gehört zu einer Prüfung, die es hier nicht gibt.")),
    "em_validation_sq_tip": Fate(_("Der Hinweis gehört zu einer Prüfung, die es hier nicht gibt.")),
    "min_num_value": Fate(CHECK, is_serious=True),
    "max_num_value": Fate(CHECK, is_serious=True),
    "equals_num_value": Fate(CHECK, is_serious=True),
    "min_num_value_sgqa": Fate(CHECK, is_serious=True),
    "max_num_value_sgqa": Fate(CHECK, is_serious=True),
    "num_value_equals_sgqa": Fate(CHECK, is_serious=True),
    "min_answers": Fate(CHECK, is_serious=True),
    "max_answers": Fate(CHECK, is_serious=True),
    "maximum_chars": Fate(CHECK, is_serious=True),
    "numbers_only": Fate(CHECK, is_serious=True),
    "other_numbers_only": Fate(_("Bei „Sonstiges“ sind hier alle Zeichen erlaubt.")),
    "other_comment_mandatory": Fate(_("Die Wörter bei „Sonstiges“ sind hier immer freiwillig.")),
    "other_position": Fate(_("„Sonstiges“ steht hier am Ende.")),
    "other_position_code": Fate(_("„Sonstiges“ steht hier am Ende.")),
    "exclude_all_others_auto": Fate(
        _("Die ausschließende Antwort wird nicht von selbst angekreuzt.")
    ),
    "commented_checkbox_auto": Fate(
        _("Wer etwas schreibt, muss das Kästchen selbst ankreuzen.")
    ),
    "slider_default": Fate(_("Der Regler steht am Anfang auf keinem Wert.")),
    "slider_default_set": Fate(_("Der Regler steht am Anfang auf keinem Wert.")),
    "value_range_allows_missing": Fate(_("Leere Zeilen sind hier erlaubt, außer bei Pflichtfragen.")),
    "prefix": Fate(_("Vor dem Feld stehen hier keine Wörter.")),
    "suffix": Fate(_("Hinter einem Textfeld stehen hier keine Wörter.")),
    "assessment_value": Fate(SCORE),
    "save_as_default": Fate(LOOKS),
    "clear_default": Fate(LOOKS),
    "hidden": Fate(OTHER, is_serious=True),
}  # fmt: skip


def tell_rest(making: Making) -> None:
    """One loss for each attribute that says something and was not carried over."""
    for name, values in making.source.attributes.items():
        said = next((value for value in values.values() if says(name, value)), None)
        if said is None or name in making.used or _repeats(making, name, said):
            continue
        fate = FATES.get(name) or Fate(TIME if name.startswith("time_limit") else OTHER)
        if fate.why is LOOKS:
            making.note(str(LOOK), str(LOOKS), source=f"{name}: {said}")
            continue
        making.note(attribute(name), str(fate.why), source=said, is_serious=fate.is_serious)


def says(name: str, value: str) -> bool:
    """Whether somebody set this: it is not what LimeSurvey fills in by itself."""
    return value not in ("", "0", "N") and value not in DEFAULTS.get(name, ())


def _repeats(making: Making, name: str, value: str) -> bool:
    """Versions before 2.0 keep the condition as an attribute, too."""
    return name == "relevance" and value.strip() in ("1", making.source.relevance)
