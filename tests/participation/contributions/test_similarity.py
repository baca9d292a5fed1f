"""Which German texts say much the same."""

from participation.contributions.similarity import alike, nearest

TEXTS = {
    "bus": "Abends fährt nach 19 Uhr kein Bus mehr in die Dörfer. Ein Rufbus würde helfen.",
    "rufbus": "Der letzte Bus fährt um 18 Uhr. Wer abends arbeitet, braucht einen Rufbus.",
    "funk": "Im Ortsteil haben wir keinen Mobilfunk. Ein Funkmast fehlt seit Jahren.",
    "mast": "Bei uns gibt es weder Mobilfunk noch Glasfaser. Wann kommt der Mast?",
    "kino": "Das Kino in Werder sollte seine Spielzeiten im Netz veröffentlichen.",
}


def test_texts_with_the_same_rare_words_are_grouped():
    assert [set(group.keys) for group in alike(TEXTS)] == [{"bus", "rufbus"}, {"funk", "mast"}]


def test_words_of_every_text_do_not_make_texts_similar():
    texts = {1: "Das ist auch für uns sehr wichtig.", 2: "Das wäre für uns auch nicht gut."}
    assert alike(texts) == []


def test_forms_of_a_word_and_parts_of_compounds_count_as_the_same():
    texts = {1: "Spielplätze fehlen.", 2: "Der Spielplatz fehlt!", 3: "Neue Feuerwehrhäuser bauen."}
    assert [set(group.keys) for group in alike(texts)] == [{1, 2}]
    assert nearest("Das Haus der Feuerwehr.", {1: "Feuerwehrhaus"}, limit=3) == [1]


def test_group_names_the_words_it_shares():
    [buses, _masts] = alike(TEXTS)
    assert {"Rufbus", "Bus"} <= set(buses.words)


def test_nearest_first_and_never_what_is_not_similar():
    assert nearest("Ein Rufbus am Abend!", TEXTS, limit=5)[:1] == ["bus"]
    assert nearest("Etwas ganz anderes", TEXTS, limit=5) == []


def test_nothing_and_texts_without_words_are_similar_to_nothing():
    assert alike({}) == []
    assert alike({1: "…", 2: "1234"}) == []
    assert nearest("…", {}, limit=5) == []
