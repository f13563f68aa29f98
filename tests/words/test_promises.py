"""What no text may say, in any language: content.md, "Keep it a wellness product".

What is listed here as allowed is quoted from content.md and rules.md, where it is fixed.
"""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from unhunch.words import extract
from unhunch.words.catalogue import LANGUAGES

CONDITIONS = r"""
    stroke | cauda.equina | sciatic | slipped.dis | herniat | prolaps | arthrit | arthros | spondyl
    | myelopath | radiculopath | neuropath | aneurysm | thrombos | emboli | meningit | cancer
    | tumou?r | malignan | infection | infekt | fracture | dissection | heart.attack | infarct
    | angina | osteopor | scolio | skolio | stenos | fibromyalg | migr.ne | carpal.tunnel
    | karpaltunnel | tendinit | bursit | whiplash | \bdvt\b | diabet | schlaganfall | ischias
    | bandscheibe | hirnhaut | krebs | entzünd | infarkt | sehnenscheid | hexenschuss
    | schleudertrauma | knochenbruch | disease | erkrank | krankheit
"""
CLAIMS = r"""
    \bprevent | \btreat(s|ed|ing|ment)?\b | \breliev | \bcures?\b | \bheals?\b | verhinder
    | beugt.vor | vorbeug | \bheilt | \bheilung | behandel | linder | diagnos | detect | erkannt
    | erkennt | \bai\b | \bki\b | clinical | klinisch(.|..)?.(erwiesen|belegt) | medical.grade
    | \brisk | risiko | health.score | spine.score | gesundheitswert | probabilit
    | wahrscheinlichkeit | guarantee | garantier
"""
TREATMENTS = r"""
    ibuprofen | paracetamol | acetaminophen | aspirin | diclofenac | \bdos(age|is)\b | tablets?\b
    | tablette | \bpills?\b | supplement | nahrungsergänz | \bointment | \bsalbe | cream\b | \bcreme
    | \bbraces?\b | bandage | orthese | collar | magnesium | vitamin | steroid | kortison | cortison
"""
SYMPTOM = r"""
    \byou.have.(a.|an.|some.|new.|severe.)*(pain|tingling|numbness|weakness|ache|problem|symptom)
    | \bdu.hast.(einen?.|neuen?.|starken?.)*(schmerz|kribbeln|taubheit|schwäche|problem|symptom)
    | \bwe.(found|noticed|think|believe) | \bwir.(haben.(fest|gefunden|bemerkt)|glauben|denken)
"""
NEVER = {
    "a condition": CONDITIONS,
    "a claim": CLAIMS,
    "a medicine or a product": TREATMENTS,
    "a symptom as a fact": SYMPTOM,
}

ALLOWED = {
    # content.md: the statement before the first check-in, the footers, the caution.
    "This app reminds you to move and lets you note": {"diagnos", "treat", "behandel", "krankheit"},
    "Not a diagnosis. This app repeats what you entered": {"diagnos"},
    "Self-reported with {app} {version}": {"diagnos"},
    "After an injury, operation or new diagnosis": {"diagnos"},
    # content.md: the codes of what an exercise is left out for.
    "osteoporosis or long-term steroids": {"osteopor", "steroid", "kortison"},
    # rules.md section 6: the one fixed line of the safety list.
    "If you have ever had cancer": {"cancer", "steroid", "krebs", "kortison"},
}

LONGER = (
    # content.md: the statement, the caution, the emergency list; rules.md: the fixed line.
    "This app reminds you to move and lets you note",
    "Stop if you feel sharp pain, pain spreading",
    "If it gets worse quickly, or you also have chest pain",
    "If you have ever had cancer",
)
LONGEST = 20
"""Words of a sentence (content.md, "Principles")."""

SHOWN = ("src/unhunch/words/", "src/unhunch/web/", "src/unhunch/report/", "config/")
"""Where the texts of prompts and pages stand; commands and errors stand elsewhere."""


def catalogue(language: str) -> Catalog:
    """The texts themselves, or what they are in a language."""
    texts = extract.template()
    return texts if language == "en" else extract.renewed(language, texts)


def said(message: Message, language: str) -> tuple[str, ...]:
    """What is said for a message in a language, in all its forms."""
    text = message.id if language == "en" else message.string
    return tuple(text) if isinstance(text, list | tuple) else (text,)


def messages(language: str) -> Iterator[tuple[str, Message]]:
    """Every message with the English text it is known by."""
    for message in catalogue(language):
        if message.id:
            yield said(message, "en")[0], message


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", NEVER)
def test_nothing_is_said_that_must_not_be(language: str, what: str) -> None:
    """No condition, no claim, no product, and nothing that a person has instead of reported."""
    banned = re.compile(NEVER[what], re.IGNORECASE | re.VERBOSE)
    found = []
    for key, message in messages(language):
        allowed = {
            word for start, words in ALLOWED.items() if key.startswith(start) for word in words
        }
        for text in said(message, language):
            words = {match[0].lower() for match in banned.finditer(text)}
            found += [(word, text) for word in words if not any(map(word.startswith, allowed))]

    assert [] == found


def test_what_is_allowed_is_still_said() -> None:
    """An exception for a text that is gone would allow another one."""
    keys = [key for key, _ in messages("en")]
    gone = [start for start in (*ALLOWED, *LONGER) if not any(k.startswith(start) for k in keys)]

    assert [] == gone


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a condition", "This may be a slipped disc."),
        ("a condition", "Vielleicht ein Bandscheibenvorfall."),
        ("a claim", "Stretching prevents back pain."),
        ("a claim", "Dehnen lindert Schmerzen."),
        ("a claim", "AI physio"),
        ("a claim", "Your spine health score is 71."),
        ("a medicine or a product", "Take ibuprofen."),
        ("a symptom as a fact", "You have new weakness in one arm."),
        ("a symptom as a fact", "Du hast Schmerzen im Nacken."),
    ],
)
def test_what_must_not_be_said_is_noticed(what: str, text: str) -> None:
    """The patterns find what they are for."""
    assert re.search(NEVER[what], text, re.IGNORECASE | re.VERBOSE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_prompts_and_pages_are_short(language: str) -> None:
    """Under 20 words, in every language; the parts of an exercise's steps count as sentences."""
    long = []
    for key, message in messages(language):
        shown = any(place.startswith(SHOWN) for place, _ in message.locations)
        if shown and not key.startswith(LONGER):
            sentences = (each for text in said(message, language) for each in _sentences(text))
            long += [each for each in sentences if len(each.split()) >= LONGEST]

    assert [] == long


def _sentences(text: str) -> list[str]:
    return re.split(r"[.!?:;]\s|\n", text)
