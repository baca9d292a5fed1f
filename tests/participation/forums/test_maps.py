"""Maps: contributions by place, the list that says the same, and a point while writing."""

from typing import Any

import pytest
from django.urls import reverse

from participation.contributions.models import Contribution
from participation.forums.models import Topic
from participation.forums.queries.maps import map_data, topic_map
from smartregion.county.models import Municipality
from tests.factories.county import BoundaryFactory
from tests.factories.forums import PostFactory, TopicFactory, reply_in
from tests.factories.unhurried import unhurried

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
WEST = {
    "type": "Polygon",
    "coordinates": [[[12, 52], [12.5, 52], [12.5, 52.5], [12, 52.5], [12, 52]]],
}
EAST = {
    "type": "Polygon",
    "coordinates": [[[12.5, 52], [13, 52], [13, 52.5], [12.5, 52.5], [12.5, 52]]],
}
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture
def towns() -> list[Municipality]:
    return [
        BoundaryFactory(municipality__name="Abend", geometry=WEST).municipality,
        BoundaryFactory(municipality__name="Morgen", geometry=EAST).municipality,
    ]


@pytest.fixture
def topic(towns: list[Municipality]) -> Topic:
    return TopicFactory(has_map=True)


def address(name: str, topic: Topic) -> str:
    return reverse(f"forums:{name}", args=[topic.forum.slug, topic.slug])


# -- what belongs where ----------------------------------------------------------------------------
def test_a_point_says_more_than_the_municipality_of_the_author(
    topic: Topic, towns: list[Municipality]
) -> None:
    west, east = towns
    first = PostFactory(topic=topic, municipality=west, latitude=52.2, longitude=12.7)
    reply_in(first, municipality=west)
    PostFactory(topic=topic)
    PostFactory(topic=topic, municipality=east, is_hidden=True, latitude=52.2, longitude=12.7)
    found = topic_map(topic)
    assert [(town.municipality.name, len(town.spots)) for town in found.named] == [
        ("Abend", 1),
        ("Morgen", 1),
    ]
    assert (len(found.elsewhere), found.total) == (1, 3)


def test_the_script_draws_what_the_list_says(topic: Topic, towns: list[Municipality]) -> None:
    PostFactory(topic=topic, latitude=52.25, longitude=12.25, author_name="Mika")
    data = map_data(topic_map(topic))
    assert data["box"] == [[52, 12], [52.5, 13]]
    assert [(town["name"], town["count"], town["at"]) for town in data["towns"]] == [
        ("Abend", 1, [52.25, 12.25]), ("Morgen", 0, [52.25, 12.75]),
    ]  # fmt: skip
    [spot] = data["spots"]
    assert (spot["at"], spot["author"], spot["state"]) == ([52.25, 12.25], "Mika", "neu")


@pytest.mark.parametrize("posts", [1, 5])
def test_a_map_costs_the_same_queries_for_many(
    topic: Topic, posts: int, django_assert_num_queries: Any
) -> None:
    PostFactory.create_batch(posts, topic=topic, latitude=52.2, longitude=12.2)
    with django_assert_num_queries(3):
        map_data(topic_map(topic))


# -- pages -----------------------------------------------------------------------------------------
def test_everybody_reads_the_list_without_a_cookie(
    topic: Topic, towns: list[Municipality], anonymous_client
) -> None:
    PostFactory(topic=topic, municipality=towns[0], text="Der Bus hält nicht.")
    response = anonymous_client.get(address("topic_map", topic))
    page = response.content.decode()
    assert "Der Bus hält nicht." in page
    assert f'id="ort-{towns[0].slug}"' in page
    assert not response.cookies
    assert (
        address("topic_map", topic)
        in anonymous_client.get(topic.get_absolute_url()).content.decode()
    )


@pytest.mark.behaviour("F27")
def test_drafts_and_topics_without_a_map_have_none(
    anonymous_client, towns: list[Municipality]
) -> None:
    for topic in (TopicFactory(), TopicFactory(draft=True, has_map=True)):
        for name in ("topic_map", "topic_map_json"):
            assert anonymous_client.get(address(name, topic)).status_code == 404


def test_no_page_loads_pictures_from_elsewhere_unless_the_county_says_so(
    topic, anonymous_client, settings
) -> None:
    def allowed(url: str) -> str:
        return anonymous_client.get(url)["Content-Security-Policy"]

    assert "example.org" not in allowed(address("topic_map", topic))
    assert anonymous_client.get(address("topic_map_json", topic)).json()["tiles"] is None
    settings.TILE_URL = TILES
    assert (
        "img-src 'self' data: https://tiles.example.org;"
        in allowed(address("topic_map", topic)) + ";"
    )
    assert "example.org" not in allowed("/foren/")
    assert "example.org" not in allowed(TopicFactory().get_absolute_url())
    assert anonymous_client.get(address("topic_map_json", topic)).json()["tiles"]["url"] == TILES


# -- while writing ---------------------------------------------------------------------------------
def write(client, topic: Topic, **words: str) -> Any:
    form = client.get(address("post", topic)).context["form"]
    sent = {"text": "Hier fehlt ein Radweg.", "token": form["token"].value(), **words}
    sent |= unhurried()
    return client.post(address("post", topic), sent)


def test_a_point_is_kept_to_ten_metres(topic: Topic, client_as, participant) -> None:
    assert write(client_as(participant), topic, point="52.123456,12.654321").status_code == 302
    one = Contribution.objects.get()
    assert (one.latitude, one.longitude) == (52.1235, 12.6543)


@pytest.mark.parametrize("point", ["", "52.1"])
def test_without_scripts_the_municipality_is_enough(
    topic: Topic, client_as, participant, point: str
) -> None:
    response = write(
        client_as(participant), topic, point=point, municipality=Municipality.objects.all()[0].slug
    )
    assert Contribution.objects.count() == (0 if point else 1)
    assert response.status_code == (200 if point else 302)


@pytest.mark.parametrize(
    "point",
    [
        "48.1,11.5",
        "12.6,52.1",
        "nan,nan",
        "inf,12",
        "<script>",
        "52.1,12.6,1",
        "1e2,1e2",
        "٥٢.1,12.6",
    ],
)
def test_no_point_outside_of_the_county_is_taken(
    topic: Topic, client_as, participant, point: str
) -> None:
    assert (
        "nicht im Landkreis" in write(client_as(participant), topic, point=point).content.decode()
    )


def test_a_topic_without_a_map_takes_no_point(
    towns: list[Municipality], client_as, participant
) -> None:
    assert write(client_as(participant), TopicFactory(), point="52.1,12.6").status_code == 302
    assert Contribution.objects.get().latitude is None
