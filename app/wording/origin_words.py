"""Where an entry of the law comes from, in words: its confidence, its unverified points, its sources."""

from app.wording.phrases import Phrases


def confidence_token(code: str) -> str:
    """The colour that goes with a confidence; the word says the same."""
    return "muted" if code.startswith("O") else "caution"


def points_says(phrases: Phrases, points: tuple[str, ...]) -> tuple[str, ...]:
    """The unverified points, each with its U-id."""
    said = []
    for point_id in points:
        point = phrases.edition.point(point_id)
        said.append(f"{point_id}  {phrases.words.text(point.says)}" if point else point_id)
    return tuple(said)


def sources_line(phrases: Phrases, sources: tuple[str, ...]) -> str:
    """The sources in one sentence."""
    return phrases.words._("Source: {source}", source=phrases.words.listed(phrases.sources(sources))) if sources else ""
