"""Who is let in, and what every answer says of itself."""

import pytest
from starlette.testclient import TestClient

from dabir.web.app import make_app
from dabir.web.guards import Rules
from dabir.web.room import Door
from tests.web.conftest import HOST


def test_the_policy_allows_nothing_inline(client: TestClient) -> None:
    for path in ("/fa/", "/static/room.css", "/nowhere", "/fa/search.json"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http:" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "", f"{HOST}.evil"])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/fa/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/vazirmatn.LICENSE.txt",
        "/fa/article/..%2f..%2fmanifest",
        "/fa/article/%2e%2e",
        "/fa/article/x%00",
        "/fa/person/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example", "/\\evil.example", "/xx"])
def test_no_redirect_leads_elsewhere(client: TestClient, path: str) -> None:
    answer = client.get(f"http://{HOST}{path}")
    assert answer.status_code in (303, 404)
    assert answer.headers.get("location", "/fa/") in ("/fa/", "/en/")


def test_a_long_address_is_refused(client: TestClient) -> None:
    assert client.get("/fa/search", params={"q": "x" * 9000}).status_code == 414


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/fa/").status_code == 405


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    for origin in ("http://evil.example", "null", "", f"http://{HOST}.evil"):
        answer = client.post("/fa/search", data={"a": "b"}, headers={"Origin": origin})
        assert answer.status_code == 403, origin
    own = client.post("/fa/search", data={"a": "b"}, headers={"Origin": f"http://{HOST}"})
    assert own.status_code == 405  # this page takes no form


def test_a_large_form_is_refused(client: TestClient) -> None:
    answer = client.post("/fa/search", content=b"x" * 70_000, headers={"Origin": f"http://{HOST}"})
    assert answer.status_code == 413


@pytest.fixture
def guarded(door: Door) -> TestClient:
    app = make_app(door, Rules(frozenset({HOST}), token="a-secret"))
    return TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)


def test_without_the_token_nothing_is_served(guarded: TestClient) -> None:
    for path in ("/", "/fa/", "/fa/search.json", "/static/room.css", "/fa/?token=wrong"):
        assert guarded.get(path).status_code == 401, path


def test_the_token_opens_the_room_and_leaves_the_address(guarded: TestClient) -> None:
    answer = guarded.get("//evil.example/?token=a-secret")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert guarded.get("/fa/").status_code == 200
