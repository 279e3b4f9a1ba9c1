"""Search with facets: what is found, what is counted, what is refused."""

import pytest
from starlette.testclient import TestClient

from dabir.web.finding import FACETS


def search(client: TestClient, **params: str) -> dict[str, object]:
    answer = client.get("/fa/search.json", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def counts(found: dict[str, object], name: str) -> dict[str, int]:
    facets = found["facets"]
    assert isinstance(facets, dict)
    return {value["value"]: value["count"] for value in facets[name]["values"]}


@pytest.mark.parametrize("name", FACETS)
@pytest.mark.parametrize("what", ["articles", "statements", "events"])
def test_a_value_leads_to_what_it_counts(client: TestClient, name: str, what: str) -> None:
    everything = search(client)
    level = FACETS[name]
    for value, count in counts(everything, name).items():
        found = search(client, **{name: value, "what": what})
        if what == level:
            assert found["total"] == count, (name, value)


def test_facets_count_what_is_found(client: TestClient) -> None:
    found = search(client, what="statements", q="آب")
    assert sum(counts(found, "stance").values()) == found["total"]


def test_a_chosen_facet_still_offers_its_other_values(client: TestClient) -> None:
    outlets = counts(search(client), "outlet")
    assert len(outlets) > 2
    found = search(client, outlet=next(iter(outlets)))
    assert counts(found, "outlet") == outlets
    assert found["total"] == 1


def test_words_are_found_in_all_their_forms(client: TestClient) -> None:
    forms = ["حق\u200cآبه", "حقآبه", "حق آبه"]
    assert {search(client, q=form)["total"] for form in forms} == {1}


def test_conditions_meet_in_one_statement(client: TestClient) -> None:
    speakers = counts(search(client, stance="warning"), "speaker")
    everyone = counts(search(client), "speaker")
    silent = next(person for person in everyone if person not in speakers)
    assert search(client, stance="warning", speaker=silent)["total"] == 0


def test_a_question_for_a_speaker_finds_statements(client: TestClient) -> None:
    found = search(client, q="speaker:پورمند")
    assert found["what"] == "statements"
    assert found["total"] == 6


def test_dates_are_counted_in_either_calendar(client: TestClient) -> None:
    jalali = counts(search(client, calendar="jalali"), "date")
    gregorian = counts(search(client, calendar="gregorian"), "date")
    assert jalali == {"1403/11": 1, "1403/10": 3}
    assert gregorian == {"2025-01": 2, "2024-12": 2}


def test_the_oldest_come_first_when_asked(client: TestClient) -> None:
    rows = search(client, order="oldest")["rows"]
    assert isinstance(rows, list)
    days = [row["published"] for row in rows if row["published"]]
    assert days == sorted(days)
    assert rows[-1]["published"] is None


def test_pages_hold_everything_once(client: TestClient) -> None:
    seen = []
    for page in range(1, 4):
        rows = search(client, what="statements", per="20", page=str(page))["rows"]
        assert isinstance(rows, list)
        seen += [(row["article"], row["number"]) for row in rows]
    assert len(seen) == len(set(seen)) == search(client, what="statements")["total"]


@pytest.mark.parametrize(
    "params",
    [
        {"q": '"'},
        {"q": "("},
        {"q": "-"},
        {"q": "x" * 1001},
        {"date": "1402/13"},
        {"page": "0"},
        {"page": "10001"},
        {"page": "۱x"},
        {"per": "100000"},
        {"what": "secrets"},
        {"order": "random"},
    ],
)
def test_what_cannot_be_understood_is_told(client: TestClient, params: dict[str, str]) -> None:
    answer = client.get("/en/search", params=params)
    assert answer.status_code == 400
    assert "cannot be understood" in answer.text


def test_a_page_without_rows_says_so(client: TestClient) -> None:
    answer = client.get("/en/search", params={"q": "واژه\u200cای\u200cکه\u200cنیست"})
    assert answer.status_code == 200
    assert "Nothing was found" in answer.text


def test_unknown_values_find_nothing(client: TestClient) -> None:
    for name in FACETS:
        if name != "date":
            assert search(client, **{name: "no such value"})["total"] == 0
