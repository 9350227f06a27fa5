"""How large the diagrams are: a rule that makes them grow past all measure is noticed before it is slow."""

import pytest

from app.domain.decision.diagram.compilation import Diagram
from app.storage.law.register_shelf import RegisterShelf
from tests.oracles.by_hand import EDITIONS

MOST_NODES = 600
MOST_STORED = 8_000
MOST_LEAVES = 120


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_diagram_of_an_edition_stays_small(edition: str, shelf: RegisterShelf) -> None:
    diagram = Diagram.of(shelf.edition(edition))
    nodes = diagram.nodes
    assert len(nodes.reachable(diagram.root)) <= MOST_NODES
    assert len(nodes.reachable(diagram.advice)) <= MOST_NODES
    assert len(set(nodes.leaves(diagram.root))) <= MOST_LEAVES
    assert len(nodes) <= MOST_STORED
