"""What says on a document that it is of a training register."""

from app.wording.language import Words

#: Said in both languages at once: a paper travels further than its reader.
TRAINING = "訓練 TRAINING"


def training_mark(words: Words) -> str:
    """What stands at the head of every page of a document of a training register."""
    return f"【{TRAINING}】 {words._('not an official record')}"
