"""What a stored determination names, in words: those of its edition, and the code itself where nothing has words."""

from collections.abc import Callable

from app.wording.phrases import Phrases


class RecordedPhrases(Phrases):
    """A record may name what the edition and the reference tables at hand no longer know: it is shown all the same."""

    def fact(self, fact_id: str) -> str:
        """The short name of a fact, or its code."""
        return super().fact(fact_id) if fact_id in self.edition.fact_by_id else fact_id

    def value(self, fact_id: str, value: str) -> str:
        """A value of a fact, or its code."""
        return super().value(fact_id, value) if fact_id in self.edition.fact_by_id else value

    def wanted(self, fact_id: str, values: tuple[str, ...]) -> str:
        """What a comparison asked for."""
        if fact_id in self.edition.fact_by_id:
            return super().wanted(fact_id, values)
        return self.words._("{fact}: {values}", fact=fact_id, values=self.words._(" or ").join(values))

    def named(self, name: str) -> str:
        """The label of what has a name in the edition, or the name."""
        return _or_code(super().named, name)

    def body(self, code: str) -> str:
        """The full name of a body or office, or its code."""
        return _or_code(super().body, code)

    def bodies(self, codes: tuple[str, ...]) -> str:
        """The short names of bodies or offices, each alone where it is not known."""
        known = tuple(code for code in codes if code in self.reference.bodies)
        names = [super().bodies(known)] if known else []
        return self.words.listed([*names, *(code for code in codes if code not in known)])

    def sources(self, source_ids: tuple[str, ...]) -> list[str]:
        """The titles of sources, or their codes."""
        known = {source.id for source in self.edition.sources}
        titles: list[str] = []
        for source_id in source_ids:
            titles += super().sources((source_id,)) if source_id in known else [source_id]
        return titles


def _or_code(word: Callable[[str], str], code: str) -> str:
    try:
        return word(code)
    except KeyError:
        return code
