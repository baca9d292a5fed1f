"""The situation: figures through the very import that an office uses, projects and findings."""

from smartregion.accounts.models import User
from smartregion.core.csvfile import Delimiter, Encoding
from smartregion.county.models import Municipality, Organisation
from smartregion.demo import reader
from smartregion.demo.reader import Record
from strategy.actions.situation import import_figures, save_characteristic
from strategy.actions.situation_findings import add_findings
from strategy.actions.situation_projects import save_existing_project
from strategy.models import Characteristic, ExistingProject, Finding, Strategy
from strategy.queries.situation_import import check_figures, plan_of

PLAIN = ("title", "summary", "state", "started_in", "ended_in")


class FaultyFile(Exception):
    """A file of the demo county would be refused by its own import."""


def load_situation(*, strategy: Strategy, by: User) -> None:
    content = reader.read("situation")
    for record in content["characteristic"]:
        values = {name: value for name, value in record.items() if name != "en"}
        save_characteristic(characteristic=Characteristic(**values), english=record["en"], by=by)
    for record in content["import"]:
        _import(record, by)
    _load_projects(content["project"], strategy, by)
    for record in content["finding"]:
        _load_findings(record, strategy, by)


def _import(record: Record, by: User) -> None:
    data = (reader.CONTENT / "situation" / record["file"]).read_bytes()
    checked = check_figures(data, encoding=Encoding.UTF8, delimiter=Delimiter.SEMICOLON)
    if checked.errors:
        raise FaultyFile(record["file"], checked.errors)
    origin = {"as_of": record["as_of"], "source": record["source"]}
    plan = plan_of(checked.figures, **origin)
    import_figures(figures=checked.figures, expected=plan.fingerprint, by=by, **origin)


def _load_projects(records: list[Record], strategy: Strategy, by: User) -> None:
    elements = {element.slug: element for element in strategy.elements.all()}
    organisations = Organisation.objects.in_bulk(field_name="slug")
    towns = Municipality.objects.in_bulk(field_name="slug")
    for record in records:
        project = ExistingProject(
            **{name: record[name] for name in PLAIN if name in record},
            organisation=organisations[record["organisation"]],
        )
        # A project of the whole county names no municipality.
        names = [] if record["municipalities"] == ["all"] else record["municipalities"]
        save_existing_project(
            project=project,
            municipalities=[towns[slug] for slug in reader.served_municipalities(names)],
            fields_of_action=[elements[slug] for slug in record["fields"]],
            by=by,
        )


def _load_findings(record: Record, strategy: Strategy, by: User) -> None:
    slug = record["field"]
    field = strategy.elements.get(slug=slug) if slug else None
    for kind in Finding.Kind:
        for text, source, as_of in record.get(kind, []):
            add_findings(
                strategy=strategy,
                field_of_action=field,
                kind=kind,
                texts=[text],
                source=source,
                as_of=as_of,
                by=by,
            )
