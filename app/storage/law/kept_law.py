"""The law that a register keeps, read again: first it is made sure that it is what was put in force."""

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import Mendable, RefusedData
from app.domain.law.law_on_record import EditionOnRecord, PackOnRecord
from app.domain.law.reference import Reference
from app.storage.editions.edition_files import EditionTables, WrittenFile, from_canonical, sha256_of
from app.storage.editions.edition_parser import parse_edition
from app.storage.law.reference_shelf import pack_bytes, parse_pack

#: Stands for the files of an edition that the register keeps.
_REGISTER = "register"


def edition_of(kept: EditionOnRecord, reference: Reference) -> CompiledEdition:
    """The edition of a kept content. Raises `Mendable` where the register's copy is damaged."""
    ensure_whole(kept)
    edition, flaws = parse_edition(from_canonical(kept.content), reference, kept.content)
    if flaws:
        raise RefusedData(kept.id, flaws)
    return CompiledEdition(edition)


def tables_of(kept: EditionOnRecord) -> EditionTables:
    """The same as tables that another edition may build on."""
    ensure_whole(kept)
    tables = from_canonical(kept.content)
    file = WrittenFile(_REGISTER, "", kept.id)
    files = {(kind, entry_id): file for kind, entries in tables.entries.items() for entry_id in entries}
    return tables._replace(heading_file=file, files=files)


def ensure_whole(kept: EditionOnRecord) -> None:
    """Raise `Mendable` where the register's copy of an edition is damaged."""
    if sha256_of(kept.content) != kept.sha256:
        raise Mendable(
            "The register's copy of edition {edition} is damaged: its content is not what was put in force. Don't work "
            "on; keep the file as it is and take up the last copy of the register.",
            edition=kept.id,
        )


def reference_of(kept: PackOnRecord) -> Reference:
    """The reference tables of a kept pack. Raises `Mendable` where the register's copy is damaged."""
    if sha256_of(pack_bytes(kept.files)) != kept.sha256:
        raise Mendable(
            "The register's copy of the reference pack {version} is damaged: its content is not what was taken. Don't "
            "work on; keep the file as it is and take up the last copy of the register.",
            version=kept.version,
        )
    return parse_pack(kept.files, kept.version)
