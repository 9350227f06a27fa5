"""The recovery sheet of a live register: the code that opens it when a passphrase is lost, on one page of paper."""

from datetime import datetime

from app.documents.document import Document, Item, Items, Note, Paragraph, Part, Row, Table
from app.documents.file_names import file_name
from app.wording.language import Words


def recovery_sheet(words: Words, code: str, register: str, uuid: str, office: str, at: datetime) -> Document:
    """The sheet with a code, of the register of this name and identifier, made at a moment."""
    _ = words._
    groups = code.split("-")
    half = len(groups) // 2
    rows = ((_("Register"), register), (_("Identifier"), uuid), (_("Office"), office), (_("Made"), words.moment(at)))
    parts: tuple[Part, ...] = (
        Paragraph(
            _(
                "With this code an administrator of the register named below who lost the passphrase is let in again, "
                "and an administrator gives new keys to others who lost theirs."
            ),
            "strong",
        ),
        Note(("-".join(groups[:half]), "-".join(groups[half:]))),
        Table((_("Entry"), _("Content")), tuple(Row(row) for row in rows), (3, 8)),
        Items(
            (
                Item(
                    _(
                        "Administrator: where the program asks for the passphrase, press “Lost passphrase” and type "
                        "this code; or on the command line: sekisho register recover. The code does this once."
                    )
                ),
                Item(
                    _(
                        "Keep it where only those may go who may read the whole register: in a safe, in a sealed "
                        "envelope, apart from the computer."
                    )
                ),
                Item(
                    _(
                        "Do not photograph or copy it, and keep no file of it: whoever has the code and the register "
                        "with its seals can read everything, and act as an administrator."
                    )
                ),
                Item(
                    _(
                        "Once it has let an administrator in, and when a newer sheet is made, this one opens the "
                        "register no more. Destroy it then. Older copies of the register, with the seals of their "
                        "time, still open by it."
                    )
                ),
                Item(
                    _(
                        "The last character checks the others. Capital and small letters are the same, and hyphens "
                        "can be left out."
                    )
                ),
            )
        ),
    )
    return Document(
        template="recovery_sheet",
        language=words.language,
        title=_("Recovery sheet"),
        dated=at,
        head=register,
        mark="",
        parts=parts,
        file_name=file_name(register, _("Recovery sheet"), words.language.value),
    )
