"""What holds a station, whose feeds then stay as they are, and how that is told."""

import json
from pathlib import Path

import pytest

from feedpub.build import build
from feedpub.job import Job
from tests.building.stations import BROKEN, SECTIONS, run
from tests.newsroom import ARTICLE, NOW, STATION, newsroom, tree, write


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "“T0” would"), (3, "“T0”, “T1”, “T2” would"), (5, "“T0”, “T1”, “T2” and 2 more would")],
)
def test_a_held_station_names_three_of_the_titles_that_would_vanish(
    tmp_path: Path, out: Path, number: int, said: str
) -> None:
    def story(n: int) -> str:
        return f"title: T{n}\nlink: https://ckls.example.com/{n}\npublished: 2026-05-02T0{n}:00\nbody: x\n"

    stories = {f"{n}.yaml": story(n) for n in range(number)}
    articles = newsroom(tmp_path / "articles", stories)
    run(articles, out)
    before = tree(out)
    for name in list(stories)[1:]:
        (articles / "ckls" / name).unlink()
    write(articles, {"ckls/0.yaml": BROKEN})
    report = run(articles, out)
    (held,) = (problem for problem in report.problems if problem.code == "station-held")
    what = "it" if number == 1 else "them"
    assert held.message == f"CKLS is held: {said} disappear from its feeds: no file that can be read has {what}."
    assert tree(out) == before


def story(title: str, **fields: str) -> str:
    """An article that is found by its title."""
    written = {"title": title, "link": f"https://ckls.example.com/{title}", "published": "2026-05-02", **fields}
    return "".join(f"{name}: {value}\n" for name, value in written.items()) + "body: x\n"


def said_of_renamed(articles: Path, out: Path) -> list[tuple[str, str, str]]:
    report = run(articles, out)
    return [(problem.code, problem.message, problem.fix) for problem in report.problems]


ID = "tag:ckls.example.com,2026-05-02:ckls"
HELD = "CKLS is held:"
LET_THROUGH = "If this is intended, let it through once: feedpub build ckls --allow re-announce"


def test_the_old_id_of_the_article_is_told_that_would_be_announced_again(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {"one.yaml": story("One"), "two.yaml": story("Two")})
    run(articles, out)
    link = "https://ckls.example.com/One"  # of a draft, so that another article may have it
    new = {"ckls/one.yaml": story("One", status="draft"), "ckls/a.yaml": story("Another", link=link)}
    write(articles, new)
    (articles / "ckls/two.yaml").rename(articles / "ckls/zwei.yaml")
    assert said_of_renamed(articles, out) == [
        (
            "station-held",
            f"CKLS is held: “Two” would be announced again, with the id {ID}/zwei instead of {ID}/two.",
            f"Give the file its old name (and date) back, or write its old id into it (id: {ID}/two). {LET_THROUGH}",
        )
    ]
    write(articles, {"ckls/zwei.yaml": story("Two", id=f"{ID}/two")})
    assert said_of_renamed(articles, out) == []


def test_the_old_ids_of_several_articles_are_told_with_their_titles(tmp_path: Path, out: Path) -> None:
    ids = ", ".join(f"“T{number}” (id: {ID}/{number})" for number in range(3))
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}", section="Sea") for n in range(5)}, SECTIONS)
    run(articles, out)
    for number in range(5):
        (articles / f"ckls/{number}.yaml").rename(articles / f"ckls/{number}-new.yaml")
    assert said_of_renamed(articles, out) == [
        (
            "station-held",
            f"{HELD} “T0”, “T1”, “T2” and 2 more would be announced again, because they have other ids than before.",
            f"Give the files their old names (and dates) back, or write its old id into each: {ids}. {LET_THROUGH}",
        )
    ]


def test_a_site_that_has_moved_keeps_its_ids_by_its_former_domain(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}") for n in range(2)})
    run(articles, out)
    before = tree(out / "ckls")
    moved = STATION.replace("ckls.example.com", "ckls.example.net")
    write(articles, {"ckls/station.yaml": moved})
    assert said_of_renamed(articles, out) == [
        (
            "station-held",
            f"{HELD} “T0”, “T1” would be announced again, because ids contain the site's domain, which has changed.",
            f"To keep the ids, write the former domain into station.yaml (domain: ckls.example.com). {LET_THROUGH}",
        )
    ]
    assert tree(out / "ckls") == before
    write(articles, {"ckls/station.yaml": f"{moved}domain: ckls.example.com\n"})
    assert said_of_renamed(articles, out) == []


def test_a_slip_in_what_a_section_chooses_by_empties_no_feed(tmp_path: Path, out: Path) -> None:
    """Its articles are all there, and out, but it would carry none of them any more."""
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}", section="Sea") for n in range(3)}, SECTIONS)
    run(articles, out)
    before = tree(out / "ckls/sea")
    write(articles, {"ckls/station.yaml": SECTIONS.replace("[Sea", "[Sae")})
    report = run(articles, out)
    (held,) = [problem for problem in report.problems if problem.code == "station-held"]
    assert held.message == "CKLS is held: a feed would be empty: “T0”, “T1”, “T2” would disappear."
    assert tree(out / "ckls/sea") == before


def test_all_that_holds_a_station_is_told_at_once(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}") for n in range(5)})
    run(articles, out)
    (articles / "ckls/0.yaml").rename(articles / "ckls/new.yaml")
    for number in (1, 2, 3):
        (articles / f"ckls/{number}.yaml").unlink()
    said = said_of_renamed(articles, out)
    assert [message for _, message, _ in said] == [
        f"{HELD} “T0” would be announced again, with the id {ID}/new instead of {ID}/0.",
        "CKLS is held: more than a fifth of a feed would disappear at once: “T1”, “T2”, “T3”.",
    ]
    allowed = tuple(fix.rpartition(" ")[2] for _, _, fix in said)
    report = build(Job(articles, out, NOW, allowed=allowed))
    assert not report.problems


def test_an_article_that_is_deleted_while_nothing_is_wrong_is_meant_to_go(articles: Path, out: Path) -> None:
    other = ARTICLE.replace("/ferry", "/bell").replace("The ferry returns", "The bell rings")
    write(articles, {"ckls/bell.yaml": other})
    run(articles, out)
    (articles / "ckls/bell.yaml").unlink()
    assert "station-held" not in {problem.code for problem in run(articles, out).problems}
    assert [item["title"] for item in json.loads((out / "ckls/feed.json").read_bytes())["items"]] == [
        "The ferry returns"
    ]


def test_drafts_go_whatever_is_wrong_with_them(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}") for n in range(5)})
    run(articles, out)
    for number in range(3):
        draft = story(f"T{number}", status="draft").replace(f"link: https://ckls.example.com/T{number}\n", "")
        write(articles, {f"ckls/{number}.yaml": draft})
    report = run(articles, out)
    assert {problem.severity for problem in report.problems} == {"info"}
    assert [item["title"] for item in json.loads((out / "ckls/feed.json").read_bytes())["items"]] == ["T3", "T4"]


def test_a_title_that_comes_every_day_is_announced_every_day(tmp_path: Path, out: Path) -> None:
    """Yesterday's is deleted, and today's has another name, link and date."""
    articles = newsroom(tmp_path / "articles", {"1.yaml": story("Weather"), "2.yaml": story("Ferry")})
    run(articles, out)
    (articles / "ckls/1.yaml").unlink()
    today = {"link": "https://ckls.example.com/today", "published": "2026-05-01"}
    write(articles, {"ckls/3.yaml": story("Weather", **today)})
    assert run(articles, out).problems == ()
    moved = {"link": "https://ckls.example.com/moved", "published": "2026-05-01"}
    (articles / "ckls/3.yaml").unlink()
    write(articles, {"ckls/4.yaml": story("Weather", **moved)})
    assert [problem.code for problem in run(articles, out).problems] == ["station-held"]


def test_what_ages_out_of_a_feed_holds_nothing_though_its_file_is_broken(tmp_path: Path, out: Path) -> None:
    """Nothing is known of it, but newer articles take its place; an archive would have to have it."""
    settings = f"{STATION}limit: 2\n"
    days = {f"{n}.yaml": story(f"T{n}", published=f"2026-04-0{n}") for n in (1, 2)}
    articles = newsroom(tmp_path / "articles", days, settings)
    run(articles, out)
    write(articles, {"ckls/1.yaml": BROKEN, "ckls/3.yaml": story("T3", published="2026-04-03")})
    assert [problem.code for problem in run(articles, out).problems] == ["yaml-syntax"]
    assert [item["title"] for item in json.loads((out / "ckls/feed.json").read_bytes())["items"]] == ["T3", "T2"]
    write(articles, {"ckls/station.yaml": f"{settings}archive: yes\n", "ckls/2.yaml": BROKEN})
    write(articles, {"ckls/4.yaml": story("T4", published="2026-04-04")})
    assert "station-held" in [problem.code for problem in run(articles, out).problems]


def test_an_article_that_was_out_and_gets_a_later_date_is_told(tmp_path: Path, out: Path) -> None:
    articles = newsroom(tmp_path / "articles", {f"{n}.yaml": story(f"T{n}") for n in range(5)})
    run(articles, out)
    late = story("T1").replace("published: 2026-", "published: 2027-")
    write(articles, {"ckls/1.yaml": late})
    (problem,) = run(articles, out).problems
    assert (problem.code, problem.severity, problem.place.line) == ("postponed", "warning", 3)
    assert "it leaves the feeds until 2027-" in problem.message
    assert "T1" not in {item["title"] for item in json.loads((out / "ckls/feed.json").read_bytes())["items"]}
    assert not run(articles, out).problems
