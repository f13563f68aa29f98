"""Who is let in to the pages, and what a browser may do with them."""

import logging
import os
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from unhunch.web.entries import LINK_LASTS
from unhunch.web.launch import PAGES
from unhunch.web.lifetime import FINISHED
from unhunch.web.peer import may_be_ours

from .rig import ORIGIN, Pages

OURS = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}


def test_a_link_becomes_a_cookie_and_leaves_the_address_bar(pages: Pages) -> None:
    """Who opens an entry link is sent on at once, with a cookie no script can read."""
    answer = pages.client().get(pages.entries.new_link("care"))

    assert 303 == answer.status_code
    assert "/care" == answer.headers["location"]
    cookie = answer.headers["set-cookie"].lower()
    assert {"httponly", "path=/", "samesite=strict"} == set(cookie.split("; ")[1:])
    assert "" == answer.text


def test_a_link_works_once(pages: Pages) -> None:
    """A link out of a history, a log or a list of processes opens nothing."""
    link = pages.entries.new_link("care")
    pages.client().get(link)

    answer = pages.client().get(link)

    assert 403 == answer.status_code
    assert "set-cookie" not in answer.headers


def test_a_link_that_was_not_opened_goes_stale(pages: Pages) -> None:
    """A link that lay about for minutes opens nothing."""
    link = pages.entries.new_link("care")
    pages.since_start += LINK_LASTS.total_seconds() + 1

    assert 403 == pages.client().get(link).status_code


@pytest.mark.parametrize("page", PAGES)
def test_without_a_cookie_there_is_no_page(pages: Pages, page: str) -> None:
    """Another program or user on this machine sees nothing but that the page is closed."""
    answer = pages.client().get(f"/{page}")

    assert 403 == answer.status_code
    assert "This page is closed" in answer.text


def test_the_cookie_of_an_ended_process_is_worth_nothing(pages: Pages, tmp_path_factory) -> None:
    """A new process knows no session of the one before."""
    old = pages.visitor("care").client
    new = Pages(tmp_path_factory.mktemp("new")).client()
    new.cookies = old.cookies

    assert 403 == new.get("/care").status_code


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:40404", "localhost:40404", "127.0.0.1", "127.0.0.1:80", ""],
)
def test_a_name_that_leads_here_is_not_answered(pages: Pages, host: str) -> None:
    """DNS rebinding: a site whose name points to 127.0.0.1 gets no page, even with the cookie."""
    client = pages.visitor("care").client

    assert 421 == client.get("/care", headers={"Host": host}).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://127.0.0.1:9"},
        {"Origin": "http://localhost:40404"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "none"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin"},
    ],
    ids=str,
)
def test_a_form_from_elsewhere_does_nothing(pages: Pages, headers: dict[str, str]) -> None:
    """A form that another site sends is refused, though cookie and token were right."""
    visitor = pages.visitor("checkin", accepted=False)
    token = token_in(visitor.text)

    answer = visitor.client.post("/statement/checkin", data={"token": token}, headers=headers)

    assert 403 == answer.status_code
    assert [] == pages.kinds()


@pytest.mark.parametrize("headers", [OURS, OURS | {"Origin": "null"}, {"Origin": ORIGIN}], ids=str)
def test_a_form_of_ours_is_taken(pages: Pages, headers: dict[str, str]) -> None:
    """Browsers write Origin as they please under "no-referrer"; each way of theirs is taken."""
    visitor = pages.visitor("checkin", accepted=False)
    token = token_in(visitor.text)

    answer = visitor.client.post("/statement/checkin", data={"token": token}, headers=headers)

    assert 303 == answer.status_code
    assert ["StatementAccepted"] == pages.kinds()


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_a_form_without_its_token_does_nothing(pages: Pages, token: str) -> None:
    """The token of the session stands in each form, and nobody else can know it."""
    visitor = pages.visitor("checkin", accepted=False)

    answer = visitor.client.post("/statement/checkin", data={"token": token}, headers=OURS)

    assert 403 == answer.status_code
    assert [] == pages.kinds()


def test_the_token_of_another_session_is_none(pages: Pages) -> None:
    """Two browsers have two tokens."""
    one, other = pages.visitor(accepted=False), pages.visitor(accepted=False)

    answer = one.client.post(
        "/statement/checkin", data={"token": token_in(other.text)}, headers=OURS
    )

    assert 403 == answer.status_code


def test_a_second_tab_leaves_the_forms_of_the_first_theirs(pages: Pages) -> None:
    """A suggestion that opens beside a half-finished check-in must not cost it."""
    first = pages.visitor(accepted=False)
    first.client.get(pages.entries.new_link("suggestion"))

    answer = first.client.post(
        "/statement/checkin", data={"token": token_in(first.text)}, headers=OURS
    )

    assert 303 == answer.status_code
    assert ["StatementAccepted"] == pages.kinds()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_even_look(pages: Pages, site: str) -> None:
    """Nothing is answered that another site asks for: no page, no picture, no script."""
    client = pages.visitor("care").client

    for path in ("/care", "/static/pages.css", pages.entries.new_link("care")):
        assert 403 == client.get(path, headers={"Sec-Fetch-Site": site}).status_code


def test_a_form_has_a_size(pages: Pages) -> None:
    """What is larger than any form of ours is not read."""
    client = pages.visitor("care").client

    assert 413 == client.post("/report", data={"name": "a" * 300_000}, headers=OURS).status_code
    many = "&".join(f"a{number}=" for number in range(2100))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert 400 == client.post("/report", content=many, headers=OURS | kind).status_code


def test_a_connection_of_another_user_gets_nothing(tmp_path: Path) -> None:
    """The system's table says who opened it; only where it says nothing, nobody is turned away."""
    row = "  0: 0100007F:D431 0100007F:9DD4 01 00000000:00000000 00:00000000 00000000 {user} 0 1\n"
    table = tmp_path / "tcp"
    client, server = ("127.0.0.1", 54321), ("127.0.0.1", 40404)

    def asked(user: int) -> bool:
        table.write_text("  sl  local_address rem_address\n" + row.format(user=user))
        return may_be_ours(client, server, table)

    assert asked(os.getuid())
    assert not asked(os.getuid() + 1)
    assert may_be_ours(("127.0.0.1", 54322), server, table)
    assert may_be_ours(client, server, tmp_path / "no table")


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data", ""])
def test_only_forms_are_read(pages: Pages, kind: str) -> None:
    """Another kind of body is no form of ours."""
    client = pages.visitor("care").client

    answer = client.post("/report", content=b"token=x", headers=OURS | {"Content-Type": kind})

    assert 415 == answer.status_code


@pytest.mark.parametrize("body", [b"token=%ff%fe", b"token=\xff", b"a"])
def test_a_body_that_is_no_form_is_refused(pages: Pages, body: bytes) -> None:
    """Broken encodings are refused, not guessed at."""
    client = pages.visitor("care").client
    kind = {"Content-Type": "application/x-www-form-urlencoded"}

    assert client.post("/report", content=body, headers=OURS | kind).status_code in (400, 403)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_nothing_but_looking_and_sending(pages: Pages, method: str) -> None:
    """Other methods are not answered, so no site can ask beforehand what it may do."""
    answer = pages.visitor("care").client.request(method, "/care")

    assert 405 == answer.status_code
    assert [] == [name for name in answer.headers if name.startswith("access-control")]


def test_a_program_gets_a_link_with_the_key(pages: Pages) -> None:
    """Who read the note gets a link; who did not, or is a browser, does not."""
    key = {"Authorization": f"Bearer {pages.note.key}"}
    client = pages.client()

    assert client.post("/links/care", headers=key).text.startswith(f"{ORIGIN}/enter/")
    assert 403 == client.post("/links/care").status_code
    assert 403 == client.post("/links/care", headers={"Authorization": "Bearer x"}).status_code
    assert 403 == client.post("/links/care", headers=key | {"Origin": ORIGIN}).status_code
    assert 403 == client.get("/links/care", headers=key).status_code
    assert 404 == client.post("/links/elsewhere", headers=key).status_code


@pytest.mark.parametrize("path", [*(f"/{page}" for page in PAGES), "/nowhere", "/static/pages.js"])
def test_every_answer_tells_browsers_to_be_careful(pages: Pages, path: str) -> None:
    """Nothing is cached, framed, sniffed, sent on, or loaded from elsewhere: errors included."""
    client = pages.visitor("care").client
    answers = [client.get(path, follow_redirects=True), pages.client().get(path)]

    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert {"frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))
        assert "no-store" == answer.headers["cache-control"]
        assert "no-referrer" == answer.headers["referrer-policy"]
        assert "nosniff" == answer.headers["x-content-type-options"]
        assert "same-origin" == answer.headers["cross-origin-opener-policy"]
        assert "same-origin" == answer.headers["cross-origin-resource-policy"]
        assert "server" not in answer.headers


def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(pages: Pages) -> None:
    """No script, style or handler in a page, and no address with another host."""
    for page in PAGES:
        text = pages.visitor(page).text

        assert [] == re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|javascript:", text)
        assert [] == re.findall(r'(?:src|href|action)="(?!/[^/]|#)', text)
        assert text.isascii() or '<meta charset="utf-8">' in text


def test_no_browser_offers_to_send_a_page_to_a_translator(pages: Pages) -> None:
    """Chromium does, with one click and for a page in another language than its own."""
    assert '<meta name="google" content="notranslate">' in pages.visitor().text


def test_a_mistake_of_ours_repeats_nothing(pages: Pages, caplog: pytest.LogCaptureFixture) -> None:
    """What went wrong is logged by its kind and place alone: its words may be somebody's pain."""

    def broken() -> None:
        raise ValueError("neck 9, chest_pain")

    outside = replace(pages.outside(), history=broken)
    client = TestClient(pages.served(outside), base_url=ORIGIN, follow_redirects=True)

    with caplog.at_level(logging.DEBUG):
        answer = client.get(pages.entries.new_link("care"))

    assert 500 == answer.status_code
    assert "Something went wrong here" in answer.text
    assert "neck" not in answer.text + caplog.text
    assert "a page failed: ValueError in " in caplog.text


def test_a_journal_that_cannot_be_read_is_told(pages: Pages) -> None:
    """The page says what is wrong with the file, and nothing is made anew in its place."""
    visitor = pages.visitor("care")
    pages.paths.journal.write_bytes(b"no journal at all" * 100)

    visitor.opens("/care")

    assert 503 == visitor.page.status_code
    assert "Your notes cannot be read now" == visitor.heading
    assert str(pages.paths.journal) in visitor.text


def test_the_process_stays_as_long_as_it_may_be_needed(pages: Pages) -> None:
    """15 minutes after the last request; 2 hours with answers not sent; 3 minutes when done."""
    visitor = pages.visitor()
    assert timedelta(minutes=15) == pages.lifetime.left

    visitor.presses("next", **{"pain.neck": "1"})
    assert timedelta(hours=2) == pages.lifetime.left

    pages.since_start += 600
    assert timedelta(minutes=110) == pages.lifetime.left


def test_how_the_last_page_looks_does_not_keep_the_process(pages: Pages) -> None:
    """Its style is fetched after it."""
    visitor = pages.visitor()
    pages.lifetime.finished()
    assert 200 == visitor.client.get("/static/pages.css").status_code

    assert FINISHED == pages.lifetime.left


def token_in(text: str) -> str:
    """Return the token of the form in a page."""
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found
    return found[1]
