"""The program follows the entries of a ledger as FORMAT.md says: of each sample it says what the verifiers say."""

import pytest

from app.domain.ledger.following import Follower, NotAsItMustBe
from app.storage.register.signing import holds
from tests.verifier.samples import SAMPLES, Sample

#: The samples that are about what an entry is, whose keys sign what, and when.
_PARTS = ("forms_of_entries", "beginnings", "keys_and_clock", "recoveries", "sound")


def followed(sample: Sample) -> tuple[str, int]:
    """The code of the first bad entry, and its number."""
    about = sample.export.about
    follower = Follower(about["register"], about["kind"], about["office"], holds)
    for number, (signature, entry) in enumerate(sample.export.entries, 1):
        try:
            follower.take(signature, entry)
        except NotAsItMustBe as fault:
            return fault.code.replace("malformed", "form"), number
    return "", 0


@pytest.mark.parametrize(
    "sample",
    [sample for sample in SAMPLES if sample.name.startswith(_PARTS) and sample.fault != "no_beginning"],
    ids=lambda sample: sample.name,
)
def test_it_says_of_the_entries_what_the_format_says(sample: Sample) -> None:
    assert followed(sample) == (sample.fault, sample.where or 0)
