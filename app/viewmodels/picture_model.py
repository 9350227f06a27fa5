"""What the pictures of the screens need besides the worked cases: a few invented papers, and the way to a case."""

from collections.abc import Callable
from typing import NamedTuple

from app.domain.cases import CaseId, DocumentKind
from app.services.ports import CaseFilter, CaseOrder
from app.services.reading import list_cases
from app.viewmodels.window_model import WindowModel


class PictureTexts(NamedTuple):
    """Invented texts, marked as such."""

    papers: tuple[tuple[str, str, str], ...]
    reference: str
    second_line: str


def picture_texts(model: WindowModel) -> PictureTexts:
    """The invented texts in the present language."""
    _ = model.desk.words._
    return PictureTexts(
        papers=(
            (
                DocumentKind.APPLICATION.value,
                _("Application for an export permit (invented)"),
                _("Exporter (invented)"),
            ),
            (DocumentKind.OFFICIAL_JUDGEMENT.value, _("Assessment of the situation (invented)"), _("MOFA (invented)")),
        ),
        reference=_("Training 2026-17"),
        second_line=_("Training of crews (invented)"),
    )


def worked_case(model: WindowModel, place: int, then: Callable[[CaseId], None]) -> None:
    """The worked case at a place, counted from 1 in the order in which they were filed."""
    wanted = CaseFilter(order=CaseOrder.NUMBER, is_descending=False, limit=1, offset=place - 1)
    model.desk.read(lambda work: list_cases(work, wanted), lambda found: then(found[0].id))
