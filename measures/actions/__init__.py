"""Every write in this room, named as a person would say it."""

from measures.actions.assessments import save_assessment, submit_assessment
from measures.actions.closing import begin_review, close_cycle
from measures.actions.evidence import add_evidence, remove_evidence, renew_evidence
from measures.actions.guidelines import set_guidelines
from measures.actions.indicator_values import correct_value, enter_value, take_back_value
from measures.actions.indicators import add_indicator, change_indicator, remove_indicator
from measures.actions.measures import change_measure, create_measure
from measures.actions.merging import merge_measure
from measures.actions.milestones import MilestoneRow, set_milestones
from measures.actions.moving import move_measure
from measures.actions.opening import open_cycle
from measures.actions.origins import add_origin, remove_origin
from measures.actions.parties import set_parties
from measures.actions.planning import plan_cycle
from measures.actions.prefilling import request_assessments
from measures.actions.projects import propose_from_project
from measures.actions.reviewing import (
    accept_all,
    accept_assessment,
    ask_again,
    return_assessment,
    waive_assessment,
)
from measures.actions.seeds import propose_from_seed

__all__ = [
    "MilestoneRow",
    "accept_all",
    "accept_assessment",
    "add_evidence",
    "add_indicator",
    "add_origin",
    "ask_again",
    "begin_review",
    "change_indicator",
    "change_measure",
    "close_cycle",
    "correct_value",
    "create_measure",
    "enter_value",
    "merge_measure",
    "move_measure",
    "open_cycle",
    "plan_cycle",
    "propose_from_project",
    "propose_from_seed",
    "remove_evidence",
    "remove_indicator",
    "remove_origin",
    "renew_evidence",
    "request_assessments",
    "return_assessment",
    "save_assessment",
    "set_guidelines",
    "set_milestones",
    "set_parties",
    "submit_assessment",
    "take_back_value",
    "waive_assessment",
]
