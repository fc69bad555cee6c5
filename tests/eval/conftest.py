"""Three workspaces to ask, built once a run: the sample company, the Jira project, the Rust goals."""

from collections.abc import Callable, Iterator

import pytest

from tests.eval.embedding import FEW, KEPT, KeptEmbedder
from tests.eval.evaluation import scores
from tests.eval.scoring import Score
from tests.eval.workspaces import Workspace, made
from tests.fakes import WordEmbedder
from tests.real import FOLDER, GOALS

needs_goals = pytest.mark.skipif(
    not GOALS.is_dir(), reason=f"the real pages are not here ({FOLDER}); set GOALWARD_SHARED_DATA"
)
Built = Callable[[str], Workspace]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """A workspace by its name. It finds by meaning, too, when its vectors are kept from an evaluation."""
    ready: dict[str, Workspace] = {}
    embedder = KeptEmbedder(most=FEW) if KEPT.exists() else WordEmbedder()

    def build(name: str) -> Workspace:
        if name not in ready:
            ready[name] = made(name, tmp_path_factory.mktemp(name), embedder)
            if isinstance(embedder, KeptEmbedder):
                ready[name].embed()
        return ready[name].opened()

    yield build
    for workspace in ready.values():
        workspace.close()


@pytest.fixture
def company(built: Built) -> Workspace:
    return built("company")


@pytest.fixture
def alloy(built: Built) -> Workspace:
    return built("Jira")


@pytest.fixture
def own_company(built: Built, tmp_path) -> Iterator[Workspace]:
    """A company to change things in."""
    workspace = built("company").copy(tmp_path)
    yield workspace.opened()
    workspace.close()


@pytest.fixture(scope="session")
def scored(built: Built) -> Callable[[str], list[Score]]:
    """The scores of a workspace by its name, asked once."""
    known: dict[str, list[Score]] = {}

    def score(name: str) -> list[Score]:
        if name not in known:
            known[name] = scores(name, built(name))
        return known[name]

    return score
