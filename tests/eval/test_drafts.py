"""Drafts: sentences in, the questions that rules make of them and refuse to make out."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, Gold, read_cases
from eval.drafts import arabic, english
from eval.drafts.clauses import base_of, clause_of
from eval.drafts.draft import check_free, draft, write
from eval.drafts.names import full_names, is_person, speakers
from eval.drafts.proposal import Proposal, Sentence
from eval.drafts.standing import stands_alone
from eval.drafts.unanswerable import ages, elsewhere, swapped
from eval.fields import CaseError
from eval.gold import NamedArticles, locate_all
from index.article import Article
from index.gather import read_archives
from tests.sample import ARCHIVE, write_articles

WORDS = frozenset("veto open close raise agree pay stop move plan the storm bridge ferry".split())


def made(text: str, **names: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = english.proposals(Sentence(text, names), WORDS)
    return {one.rule: (one.question, one.answers) for one in found}


@pytest.mark.parametrize(
    ("rule", "text", "question", "answers"),
    [
        ("quote", "“The harbour wall at Ostrel will not last the winter,” said Ida Holm.",
         "Who said “The harbour wall at Ostrel will not last the winter”?", ("Ida Holm",)),
        ("said", "Holm said the bridge at Ostrel would close for a year.",
         "Who said that the bridge at Ostrel would close for a year?", ("Ida Holm", "Holm")),
        ("deed", "Holm on Friday vetoed a law that lets ships from Kelm into the port.",
         "Who vetoed a law that lets ships from Kelm into the port?", ("Ida Holm", "Holm")),
        ("role", "The fee is fair, said Ida Holm, director of the Kelm Museum.",
         "Who is the director of the Kelm Museum?", ("Ida Holm",)),
        ("age", "The prize went to Ida Holm, 41, of Kelm.", "How old is Ida Holm?", ("41",)),
        ("age", "The flood took 41-year-old Ida Holm’s boat.", "How old is Ida Holm?", ("41",)),
        ("how many", "At least 33 people were killed by the storm in Ostrel.",
         "How many people were killed by the storm in Ostrel?", ("At least 33", "33")),
        ("how many", "Kelm Hospital has about 140 doctors for the valley.",
         "How many doctors does Kelm Hospital have for the valley?", ("about 140", "140")),
        ("how many", "The Kelm ferry will carry 900 passengers to Ostrel.",
         "How many passengers will the Kelm ferry carry to Ostrel?", ("900",)),
        ("how much", "The Port of Ostrel agreed to pay $60 million to Kelm.",
         "How much did the Port of Ostrel agree to pay to Kelm?", ("$60 million",)),
        ("how much", "The Kelm line will cost 418 million crowns.",
         "How much will the Kelm line cost?", ("418 million crowns",)),
        ("percentage", "About 22% of Kelm families own a boat, the council said.",
         "What percentage of Kelm families own a boat?", ("About 22%", "22%")),
        ("when", "The Kelm bridge opened to lorries on March 3, 2021, after a delay.",
         "When did the Kelm bridge open to lorries?", ("March 3, 2021",)),
        ("when", "In 2019, the Kelm bridge was closed to lorries.", "", ()),
        ("when", "In 2019, Kelm was closed to lorries.", "When was Kelm closed to lorries?",
         ("2019",)),
        ("where", "Ida Holm was arrested with two others in Port Ostrel.",
         "", ()),
        ("where", "Ida Holm was arrested at dawn in Port Ostrel.",
         "Where was Ida Holm arrested at dawn?", ("Port Ostrel",)),
        ("why", "The Kelm ferry stopped for a week because of ice, and no one knew.",
         "Why did the Kelm ferry stop for a week?", ("ice",)),
    ],
)  # fmt: skip
def test_a_rule_makes_a_question_and_its_answers(
    rule: str, text: str, question: str, answers: tuple[str, ...]
) -> None:
    expected = (question, answers) if question else None
    assert made(text, Holm="Ida Holm").get(rule) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He said the bridge at Ostrel would close for a year.",  # who?
        "The bridge opened to lorries on March 3, 2021.",  # which?
        "Holm said that she would pay $60 to Kelm.",
        "“It is so,” said Ida Holm.",
        "Because Kelm was closed in 2019, lorries went by Ostrel.",
        "Holm said Kelm was closed because of ice and could not say more.",
        "Kelm opened in 2016 and 2020 to ships from Ostrel.",
        "The Kelm ferry moved boats that Ostrel had because of ice.",
        "Kelm grew.",
        "And so to Ostrel.",
    ],
)
def test_a_sentence_that_does_not_stand_alone_gives_no_question_that_asks_it(text: str) -> None:
    made_of = made(text)
    assert not {"when", "why", "how much", "quote", "deed"} & made_of.keys()


def test_verbs_are_known_by_the_words_of_the_archive() -> None:
    known = {"veto", "close", "carry", "stop", "fill", "control"}
    pasts = ["vetoed", "closed", "carried", "stopped", "filled", "controlled", "won", "wedded"]
    assert [base_of(past, known) for past in pasts] == [
        "veto", "close", "carry", "stop", "fill", "control", "win", "",
    ]  # fmt: skip


def test_a_clause_is_refused_where_its_verb_is_not_plain() -> None:
    assert clause_of("Kelm has opened a bridge", WORDS) is not None
    assert clause_of("Kelm, which opened it, paid", WORDS) is None
    assert clause_of("Kelm paid and was glad", WORDS) is None
    assert clause_of("Ships of many sizes and from all ports", WORDS) is None
    assert clause_of("Ships", WORDS) is None


def test_full_names_are_those_of_people_and_titles_are_no_part_of_them() -> None:
    text = "President Ida Holm met Jan de Vries in Port Ostrel. Holm spoke; Ann Reed and Bo Reed."
    assert full_names(text) == {"Holm": "Ida Holm", "Vries": "Jan de Vries"}
    assert not is_person("Kelm University")
    assert not is_person("NASA Goddard")
    assert not is_person("Holm")


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("وقالت مديرة المحطة إن المياه ستصل في مارس.", "من قال إن المياه ستصل في مارس؟",
         "مديرة المحطة"),
        ("بدأت محطة كيلم يوم الاثنين 14 أكتوبر ضخ المياه إلى المنازل.",
         "متى بدأت محطة كيلم ضخ المياه إلى المنازل؟", "14 أكتوبر"),
        ("وبلغ منسوب نهر مورين عند الجسر ٦٫٨ أمتار فجر الأحد.",
         "كم بلغ منسوب نهر مورين عند الجسر؟", "٦٫٨ أمتار"),
    ],
)  # fmt: skip
def test_arabic_asks_who_when_and_how_much(text: str, question: str, answer: str) -> None:
    (one,) = arabic.proposals(Sentence(text, {}))
    assert (one.question, one.answers) == (question, (answer,))


def test_arabic_that_points_back_is_not_asked_about() -> None:
    assert not list(arabic.proposals(Sentence("وقالت مديرة المحطة إن هذا لن يكون.", {})))
    assert not list(arabic.proposals(Sentence("بدأت محطة كيلم عام 1936 الضخ في 30 يونيو.", {})))
    assert not list(arabic.proposals(Sentence("ماء الحي من الخزان القديم.", {})))


def read(folder: Path, *texts: str) -> list[Article]:
    records = [{"id": f"a{turn}", "text": text} for turn, text in enumerate(texts)]
    return read_archives([write_articles(folder, *records)])[0]


FERRY = "The ferry stopped for the ice, said Ida Holm. Holm said no more of the boats and the ice."
AGED = "The tide mill closed. Bo Reed, 41, said so. It was then that Ann Lund said nothing more."


def test_an_age_is_asked_for_where_none_stands_beside_the_name(tmp_path: Path) -> None:
    articles = read(tmp_path / "a", FERRY, AGED)
    assert set(speakers(articles)) == {"Ida Holm", "Ann Lund"}
    asked = {one.question: one.note for one in ages(articles)}
    assert asked.keys() == {"How old is Ida Holm?", "How old is Ann Lund?"}
    assert "'Ida Holm' stands in a0 alone" in asked["How old is Ida Holm?"]


def test_what_is_put_into_a_question_stands_nowhere_in_the_archive(tmp_path: Path) -> None:
    articles = read(tmp_path / "a", FERRY, "It was in Porto in 1950, a year of ice and of boats.")
    asked = [
        "Why did Ida Holm stop in Kelm?",
        "Who sold it in Kelm?",
        "Who paid it in 2020?",
        "Eh?",
    ]
    found = list(swapped(asked, articles, random.Random(1)))  # noqa: S311
    assert len(found) == len(asked) - 1
    for one in found:
        new = one.note.split("'")[1]
        assert new in one.question
        assert not any(new in article.text for article in articles)
    assert "Kelm" in found[0].question  # one thing is changed, and no more


def test_a_question_of_another_archive_is_taken_unless_this_one_has_its_words(
    tmp_path: Path,
) -> None:
    articles = read(tmp_path / "a", FERRY)
    others = [
        ("far.jsonl", Case(id, question, answerable=False))
        for id, question in {
            "held": "Did the ferry that Holm stopped go by boat over ice?",
            "far": "Which emperor of Rome built a wall across northern Britain?",
            "vague": "what was it that the emperor built across the northern hills?",
            "arabic": "من قال إن المياه ستصل في مارس إلى الحي؟",
        }.items()
    ]
    (one,) = elsewhere(others, articles)
    assert one.question.startswith("Which emperor")
    assert one.note.startswith("a question of far.jsonl (case far); no paragraph here holds")


def of_sample(seed: int, *others: Path, count: int = 20) -> Sequence[Case]:
    return draft([ARCHIVE], count=count, others=others, seed=seed).cases


def test_drafts_of_the_sample_are_spread_and_their_gold_is_there(tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    asked = {"id": "x", "question": "Who led Rome against Carthage at Zama?", "answerable": False}
    other.write_text(json.dumps(asked), encoding="utf-8")
    cases = of_sample(3, other, count=16)
    answerable = [case for case in cases if case.answerable]
    articles, _ = read_archives([ARCHIVE])

    assert (len(cases), len(answerable)) == (16, 12)
    assert not locate_all(cases, NamedArticles(cases, articles))[1]
    assert len({case.kind for case in answerable}) >= 6
    named = [case.gold[0].article for case in answerable]
    assert max(named.count(name) for name in named) <= 2
    assert len({case.gold[0].quote for case in answerable}) == 12
    assert all(case.note for case in cases)
    assert "Who led Rome against Carthage at Zama?" in {case.question for case in cases}


def test_the_same_seed_makes_the_same_drafts_and_another_makes_others() -> None:
    assert of_sample(1) == of_sample(1)
    assert of_sample(1) != of_sample(2)


def test_drafts_are_written_unaccepted_and_never_over_a_file(tmp_path: Path) -> None:
    drafts = draft([ARCHIVE], count=8, others=(), seed=0)
    path = tmp_path / "cases.jsonl"
    write(drafts, path)

    assert read_cases(path).cases == ()
    assert read_cases(path).unaccepted == len(drafts.cases) == 8
    mended = path.read_text(encoding="utf-8").replace('"accepted": false', '"accepted": true')
    accepted = tmp_path / "accepted.jsonl"
    accepted.write_text(mended, encoding="utf-8")
    assert read_cases(accepted).cases == drafts.cases
    with pytest.raises(CaseError, match="left as it is"):
        check_free(path)
    with pytest.raises(CaseError, match="cannot be written"):
        write(drafts, tmp_path / "nowhere" / "cases.jsonl")


def test_a_title_that_two_articles_share_is_not_what_gold_names(tmp_path: Path) -> None:
    def article(id: str, title: str, text: str) -> dict[str, Any]:
        return {"id": id, "title": title, "text": text, "language": "en"}

    archive = write_articles(
        tmp_path / "a",
        article("a1", "Tides", "The first prize went to Ida Holm, 41, of Kelm."),
        article("a2", "Tides", "The silver medal went to Bo Lund, 52, of Kelm."),
        article("a3", "Mills", "The old title went to Ann Reed, 63, of Kelm."),
    )
    cases = draft([archive], count=3, others=(), seed=0).cases
    named = {case.gold[0].article for case in cases if case.gold}
    assert named == {"a1", "a2", "Mills"}
    assert Gold("Mills", "The old title went to Ann Reed, 63, of Kelm.") in {
        gold for case in cases for gold in case.gold
    }


def test_an_archive_that_no_rule_can_ask_about_is_told(tmp_path: Path) -> None:
    archive = write_articles(tmp_path / "a", {"id": "a1", "text": "Es war kalt.", "language": "de"})
    with pytest.raises(CaseError, match="no case could be drafted from 1 articles"):
        draft([archive], count=3, others=(), seed=0)


def test_proposals_without_a_question_or_an_answer_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="a question and answers"):
        Proposal("Who?", (), "Holm did.", "deed")


def test_a_question_that_does_not_read_whole_is_refused() -> None:
    assert not stands_alone("why", "Why did Kelm close the — of it in Ostrel?", "ice")
    assert not stands_alone("why", "Why did Kelm close the port of Ostrel?", "ice in the")
