"""Exports a model: `python -m knowledge.embedding FOLDER [embedder|reranker MODEL]`, else the built-in."""

import logging
import os
import sys
import warnings
from pathlib import Path
from typing import cast

from knowledge.embedding.embedder import ModelMissing
from knowledge.embedding.exporting import Purpose, export, write_exported

os.environ["TQDM_DISABLE"] = "1"
logging.disable(logging.WARNING)
warnings.simplefilter("ignore")
folder = Path(sys.argv[1])
try:
    if len(sys.argv) > 2:
        write_exported(sys.argv[3], folder, cast(Purpose, sys.argv[2]))
    else:
        export(folder)
except (ModelMissing, OSError, ValueError, KeyError, RuntimeError) as error:
    sys.exit(" ".join(str(error).split()))
