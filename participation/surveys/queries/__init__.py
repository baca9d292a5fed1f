"""Reads over several models for pages, charts and reports."""

from participation.surveys.queries.asked import asked_questions, versions_of
from participation.surveys.queries.bank import bank_topics, kept_questions
from participation.surveys.queries.coded_figures import (
    CodedFigure,
    code_labels,
    coded_columns,
    coded_figures,
    coded_to_freeze,
    frozen_coded_figures,
)
from participation.surveys.queries.codes import (
    CodeBatch,
    StillOpen,
    code_batches,
    has_answered,
    has_had_ticket,
    is_unused,
    still_open,
    tickets_left,
)
from participation.surveys.queries.coding_table import coding_table
from participation.surveys.queries.codings import (
    Codings,
    Reading,
    Source,
    all_codings,
    codings_of,
    names_of,
)
from participation.surveys.queries.corpus import Corpus, Text, corpus_of, last_before, next_after
from participation.surveys.queries.figures import figures_to_freeze, survey_results
from participation.surveys.queries.imports import (
    Brought,
    LostThings,
    brought,
    grouped_losses,
    import_of,
    losses_of,
)
from participation.surveys.queries.keeping import (
    Kept,
    kept_rows,
    latest_removals,
    raw_accesses,
    surveys_losing_answers,
)
from participation.surveys.queries.lists import (
    ListedSurvey,
    forget_published_versions,
    latest_version,
    managed_surveys,
    public_surveys,
    published_versions,
)
from participation.surveys.queries.paper import (
    BatchProgress,
    batch_progress,
    language_typed_last,
    next_for,
    next_number,
    paper_batches,
    sheets_of,
)
from participation.surveys.queries.pretests import (
    ListedPretest,
    TriedOut,
    TriedQuestion,
    comment_rows,
    pretests_of,
    tried_out,
)
from participation.surveys.queries.quotas import (
    QuotaProgress,
    full_group,
    quota_progress,
    quotas_of,
)
from participation.surveys.queries.quotes import nameable_municipality, quotes_of
from participation.surveys.queries.readers import readers_of
from participation.surveys.queries.receipts import (
    OwnAnswer,
    OwnAnswers,
    own_answers,
    response_with,
)
from participation.surveys.queries.saving import Saved, is_sent, saved_answers
from participation.surveys.queries.teaser import PUBLIC_BASE, Teaser, latest_result_teaser
from participation.surveys.queries.texts import asked_texts
from participation.surveys.queries.versions import (
    PublishedVersion,
    numbered_version,
    published_list,
    read_pages,
)

__all__ = [
    "PUBLIC_BASE",
    "BatchProgress",
    "Brought",
    "CodeBatch",
    "CodedFigure",
    "Codings",
    "Corpus",
    "Kept",
    "ListedPretest",
    "ListedSurvey",
    "LostThings",
    "OwnAnswer",
    "OwnAnswers",
    "PublishedVersion",
    "QuotaProgress",
    "Reading",
    "Saved",
    "Source",
    "StillOpen",
    "Teaser",
    "Text",
    "TriedOut",
    "TriedQuestion",
    "all_codings",
    "asked_questions",
    "asked_texts",
    "bank_topics",
    "batch_progress",
    "brought",
    "code_batches",
    "code_labels",
    "coded_columns",
    "coded_figures",
    "coded_to_freeze",
    "coding_table",
    "codings_of",
    "comment_rows",
    "corpus_of",
    "figures_to_freeze",
    "forget_published_versions",
    "frozen_coded_figures",
    "full_group",
    "grouped_losses",
    "has_answered",
    "has_had_ticket",
    "import_of",
    "is_sent",
    "is_unused",
    "kept_questions",
    "kept_rows",
    "language_typed_last",
    "last_before",
    "latest_removals",
    "latest_result_teaser",
    "latest_version",
    "losses_of",
    "managed_surveys",
    "nameable_municipality",
    "names_of",
    "next_after",
    "next_for",
    "next_number",
    "numbered_version",
    "own_answers",
    "paper_batches",
    "pretests_of",
    "public_surveys",
    "published_list",
    "published_versions",
    "quota_progress",
    "quotas_of",
    "quotes_of",
    "raw_accesses",
    "read_pages",
    "readers_of",
    "response_with",
    "saved_answers",
    "sheets_of",
    "still_open",
    "survey_results",
    "surveys_losing_answers",
    "tickets_left",
    "tried_out",
    "versions_of",
]
