"""Sheets as files, of any content, and the keys of those who fill them in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from app.domain.characters import unshowable
from app.domain.law.texts import Text
from app.domain.procedure.code import code_of
from app.domain.procedure.entries import DECISIONS, VIEWS
from app.domain.procedure.events import View
from app.domain.procedure.sheet_file import KINDS, Answer, Asked, Filled, LineAsked, Question, SheetFile, made_sheet
from app.storage.register.signing import holds

PDF = b"%PDF-1.7 a page"
ASKED = Asked(
    is_training=True,
    register="00000000-0000-4000-8000-000000000001",
    sender="meti",
    case_number="2026-0001",
    title="Radar",
    marking="",
    step="interministerial_examination",
    named=Text("審査", "Examination"),
    kind="finding",
    office="mofa",
    office_named=Text("外務省", "Ministry of Foreign Affairs"),
    code=code_of(["a content"]),
    requested_on=date(2026, 6, 1),
    lines=(LineAsked(1, "radar", "8"),),
    questions=(Question("end_use", Text("使用", "Use"), Text("？", "?"), of_every_body=False),),
    pdf_sha256="",
)
ANSWER = Answer(
    dated=date(2026, 6, 2),
    reference="mofa-1",
    author="Head of section",
    views=(View("end_use", "objection", "not shown"),),
    decision="",
    signatory="",
    acting="",
    conditions=(),
    reason="",
    permit_number="",
    quantities={},
    valid_until=None,
)
FILLED = Filled("mofa", Text("佐藤", "Sato"), date(2026, 6, 2), ANSWER)
SHEET = made_sheet(ASKED, PDF)
#: What can be seen, of every kind.
SHOWN = st.characters(codec="utf-8").filter(lambda sign: unshowable(sign, breaks="\n\t") is None)
TEXT = st.text(SHOWN, max_size=6)
TEXTS = st.builds(Text, TEXT, TEXT)
DAY = st.dates()


def signer(seed: int) -> Callable[[bytes], tuple[str, str]]:
    """Signs by a key that is made of a number."""
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    public = key.public_key().public_bytes_raw().hex()
    return lambda message: (public, key.sign(message).hex())


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature holds."""
    return holds(public, signature, message)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[SheetFile, Filled]:
    """A sheet of any content, and what somebody fills in on it."""
    questions = draw(
        st.lists(st.builds(Question, TEXT, TEXTS, TEXTS, st.booleans()), max_size=2, unique_by=lambda q: q.id)
    )
    lines = draw(st.lists(st.builds(LineAsked, st.integers(1, 99), TEXT, TEXT), max_size=2))
    asked = draw(
        st.builds(
            Asked,
            is_training=st.booleans(),
            register=TEXT,
            sender=TEXT,
            case_number=TEXT,
            title=TEXT,
            marking=TEXT,
            step=TEXT,
            named=TEXTS,
            kind=st.sampled_from(KINDS),
            office=TEXT,
            office_named=TEXTS,
            code=st.integers().map(lambda number: code_of([str(number)])),
            requested_on=DAY,
            lines=st.just(tuple(lines)),
            questions=st.just(tuple(questions)),
            pdf_sha256=TEXT,
        )
    )
    views = tuple(View(q.id, draw(st.sampled_from(VIEWS)), draw(TEXT)) for q in questions)
    answer = draw(
        st.builds(
            Answer,
            dated=DAY,
            reference=TEXT,
            author=TEXT,
            views=st.just(views),
            decision=st.sampled_from(("", *DECISIONS)),
            signatory=TEXT,
            acting=TEXT,
            conditions=st.lists(TEXT, max_size=2).map(tuple),
            reason=TEXT,
            permit_number=TEXT,
            quantities=st.just({line.line: 3 for line in lines}),
            valid_until=st.none() | DAY,
        )
    )
    pdf = b"%PDF-" + draw(st.binary(max_size=20))
    return made_sheet(asked, pdf), Filled(draw(TEXT), draw(TEXTS), draw(DAY), answer)
