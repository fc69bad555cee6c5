"""What is written on the Rust project's pages: open questions, and the pages whose text answers them.

Gold was read out of the pages; a goal carried on in later periods has a page in each, and any of them
answers. Half of the questions use the source's words, the other half words of their own.
"""

from agents.answer import Source
from tests.eval.scoring import Question, citing
from tests.eval.workspaces import Workspace

SAME_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "why does the orphan rule create scaling issues in the Rust community?",
        ("2024h2/Relaxing-the-Orphan-Rule",),
    ),
    ("what are the use cases of unstable feature usage metrics?", ("2025h1/metrics-initiative",)),
    (
        "how much longer than a normal cargo check can Clippy take?",
        ("2024h2/optimize-clippy", "2025h1/optimize-clippy-linting-2"),
    ),
    (
        "how does merging doctests and compiling them together reduce time?",
        ("2024h2/merged-doctests",),
    ),
    ("why are traits with async methods not dyn-compatible?", ("2026/afidt-box",)),
    (
        "why are MemorySanitizer and ThreadSanitizer needed for mixed-language binaries?",
        ("2025h2/stabilization-of-sanitizer-support", "2026/stabilization-of-sanitizer-support"),
    ),
    (
        "how does a single file hold both Rust code and a Cargo.toml?",
        ("2024h2/cargo-script", "2025h1/cargo-script", "2025h2/cargo-script", "2026/cargo-script"),
    ),
    (
        "why does changing a comment cause rebuilds of reverse dependencies?",
        ("2025h2/relink-dont-rebuild",),
    ),
    (
        "why does Rust need a dedicated team to gather insights about users' needs?",
        ("2026/user-research-team",),
    ),
    (
        "which compiler targets are stabilized for Wasm Component support?",
        ("2026/wasm-components",),
    ),
    (
        "why is cryptographic verification of crates.io downloads needed?",
        ("2025h1/verification-and-mirroring", "2026/mirroring"),
    ),
    ("what does safety mean when linking separately compiled code?", ("2025h1/safe-linking",)),
    ("what does the triagebot ping-goals command do?", ("admin/author_updates",)),
    (
        "why may const-generic arguments not use generic parameters?",
        (
            "2024h2/min_generic_const_arguments",
            "2025h1/min_generic_const_arguments",
            "2025h2/const-generics",
            "2026/const-generics",
        ),
    ),
    ("what are the avenues of design for super let?", ("2026/redesigning-super-let",)),
    (
        "why should attribute macros be written with macro_rules?",
        ("2025h1/macro-improvements", "2026/macro-improvements"),
    ),
)
OTHER_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "how could one library connect two others without wrapping their types?",
        ("2024h2/Relaxing-the-Orphan-Rule",),
    ),
    (
        "could compiled dependencies be kept once for all projects of mine to save disk space?",
        ("2024h2/user-wide-cache", "2026/cargo-cross-workspace-cache"),
    ),
    (
        "how do we learn what developers struggle with?",
        (
            "2026/user-research-team",
            "2025h1/rust-vision-doc",
            "2025h2/rust-vision-doc",
            "2025h1/metrics-initiative",
        ),
    ),
    (
        "how are people protected from tampered packages when they install a crate?",
        ("2025h1/verification-and-mirroring", "2026/mirroring"),
    ),
    ("what is expected of the person in charge of a goal?", ("about/owners", "about/poc")),
    (
        "how could programs for tiny devices take less memory?",
        ("2026/roadmap-binary-size-reduction", "2026/async-future-memory-optimisation"),
    ),
    (
        "why do check and build compile the same crate twice?",
        ("2026/incremental-system-rethought",),
    ),
    (
        "why can an asynchronous function not be called through a trait object?",
        ("2026/afidt-box", "2025h2/in-place-initialization"),
    ),
    (
        "how is a struct member marked when touching it needs care?",
        ("2025h1/unsafe-fields", "2025h2/unsafe-fields", "2026/unsafe-fields"),
    ),
    (
        "how can needless memory copies be left out when a value changes place?",
        ("2025h2/mir-move-elimination", "2026/mir-move-elimination"),
    ),
    (
        "could a program do its computing on the graphics card?",
        (
            "2024h2/Rust-for-SciComp",
            "2025h1/GPU-Offload",
            "2025h2/finishing-gpu-offload",
            "2026/high-level-ml",
        ),
    ),
    (
        "how do kernel developers get rid of nightly features?",
        (
            "2024h2/rfl_stable",
            "2025h1/rfl",
            "2025h2/Rust-for-Linux-compiler",
            "2025h2/Rust-for-Linux-language",
            "2026/roadmap-rust-for-linux",
            "2026/rust-for-linux-compiler-features",
        ),
    ),
    ("why should the question mark work with types of one's own?", ("2026/stabilize-try",)),
    (
        "is there a description of the language that a computer can run?",
        (
            "2026/executable-spec",
            "2026/experimental-language-specification",
            "2024h2/a-mir-formality",
            "2025h1/formality",
            "2026/a-mir-formality",
        ),
    ),
    (
        "how do smart pointers become as convenient as references?",
        ("2026/roadmap-beyond-the-ampersand", "2026/reborrow-traits", "2025h2/autoreborrow-traits"),
    ),
    ("how can I see why my last build was slow?", ("2025h2/cargo-build-analysis",)),
)


def questions(workspace: Workspace) -> list[Question]:
    page_of = pages(workspace)
    parts = (("same words", SAME_WORDS), ("other words", OTHER_WORDS))
    return [
        Question("evidence", text, citing({f"{page}.md" for page in gold}, page_of), part)
        for part, asked in parts
        for text, gold in asked
    ]


def pages(workspace: Workspace):  # type: ignore[no-untyped-def]
    """Which page of the folder a source is, by what the import wrote down."""
    rows = workspace.rows(
        "SELECT kind, local_id, external_id FROM external_ref WHERE kind IN ('doc', 'goal')"
    )
    known = {(kind, number): path for kind, number, path in rows}

    def page_of(source: Source) -> str:
        return known.get((source.kind, source.id), source.url)

    return page_of
