"""A worker that lets one contestant clean: `python -I contestant.py NAME CORPORA [FOLDER]`.

It runs in the peers' environment as well as in ours, and so imports neither this package nor the tests; FOLDER is
where ours is imported from. CORPORA is JSON, a list of lists of texts. A line of JSON on stdin, `[corpus, begin, end]`,
lets it clean these texts once, from bytes to bytes; a line on stdout answers with the CPU seconds that took, and with
what the parent needs to see that all got the same texts, and gave what they should.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Clean = Callable[[str], str]
LEAD_IN = 5  # texts that are cleaned before the clock starts: the other workers had the processor's caches


def floor() -> Clean:
    """Do what nothing that cleans text can do without."""
    normalize = import_module("unicodedata2").normalize
    return lambda text: "\n".join(normalize("NFC", text).split("\n"))


def ours(method: str) -> Clean:
    """Clean with our whole default chain."""
    package = import_module("cleantext")
    assert package.__dist__ == "cleantext-vi"
    chain = package.Chain()
    clean: Clean = chain.clean if method == "clean" else lambda text: chain.explain(text).text
    return clean


def ftfy() -> Clean:
    """Mend text with ftfy."""
    clean: Clean = import_module("ftfy").fix_text
    return clean


def clean_text() -> Clean:
    """Clean with the other package that imports as cleantext; folded to ASCII, Vietnamese would be none."""
    version("clean-text")
    clean: Clean = partial(import_module("cleantext").clean, to_ascii=False, lower=False)
    return clean


def underthesea() -> Clean:
    """Put words right with underthesea."""
    clean: Clean = import_module("underthesea").text_normalize
    return clean


def textacy() -> Clean:
    """Run textacy's normalisers one after another."""
    normalize = import_module("textacy.preprocessing.normalize")
    names = ("hyphenated_words", "quotation_marks", "unicode", "whitespace", "bullet_points")
    steps = [getattr(normalize, name) for name in names]
    clean: Clean = import_module("textacy.preprocessing").make_pipeline(*steps)
    return clean


def datatrove() -> Clean:
    """Run datatrove's filter of lines; not its count of sentences, which needs a model of Vietnamese."""
    document_of = import_module("datatrove.data").Document
    judge = import_module("datatrove.pipeline.filters").C4QualityFilter(min_num_sentences=-1).filter

    def clean(text: str) -> str:
        document = document_of(text=text, id="")
        return str(document.text) if judge(document) is True else ""

    return clean


PEERS: dict[str, tuple[str, Callable[[], Clean]]] = {
    "ftfy.fix_text": ("ftfy", ftfy),
    "clean-text, no ASCII folding": ("clean-text", clean_text),
    "underthesea.text_normalize": ("underthesea", underthesea),
    "textacy, five normalisers": ("textacy", textacy),
    "datatrove C4QualityFilter, lines": ("datatrove", datatrove),
}
CONTESTANTS: dict[str, tuple[str, Callable[[], Clean]]] = {
    "floor": ("unicodedata2", floor),
    "floor again": ("unicodedata2", floor),
    "explain": ("cleantext-vi", lambda: ours("explain")),
    "clean": ("cleantext-vi", lambda: ours("clean")),
    **PEERS,
}


def digest(texts: Sequence[bytes]) -> str:
    """Return a hash of texts, by which to check that others are the same."""
    found = blake2b(digest_size=16)
    for text in texts:
        found.update(b"%d " % len(text) + text)
    return found.hexdigest()


def around(items: Sequence[Item], begin: int, end: int) -> list[Item]:
    """Return the items from begin to end; the last one is followed by the first."""
    return [items[number % len(items)] for number in range(begin, end)]


def lap(clean: Clean, corpus: Sequence[bytes], begin: int, end: int) -> dict[str, object]:
    """Clean the texts from begin to end, and account for them."""
    texts = around(corpus, begin, end)
    for text in around(corpus, begin - LEAD_IN, begin):
        clean(text.decode())
    gc.collect()
    start = time.process_time()
    cleaned = [clean(text.decode()).encode() for text in texts]
    seconds = time.process_time() - start
    return {"seconds": seconds, "texts": len(texts), "given": digest(texts), "gave": digest(cleaned)}


def main() -> None:
    """Get ready, say so, and clean until stdin ends."""
    name, corpora_file, *folder = sys.argv[1:]
    sys.path[:0] = folder
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a package prints is no answer

    def answer(**what: object) -> None:
        print(json.dumps(what), file=answers, flush=True)

    try:
        distribution, make = CONTESTANTS[name]
        clean = make()
        corpora = [[text.encode() for text in texts] for texts in json.loads(Path(corpora_file).read_bytes())]
        gc.collect()
        gc.freeze()  # what a large package imported is not looked through again and again while it cleans
        answer(version=version(distribution))
        for line in sys.stdin:
            number, begin, end = json.loads(line)
            answer(**lap(clean, corpora[number], begin, end))
    except Exception as error:  # noqa: BLE001 - whatever it is, the table says it
        answer(failed=f"{type(error).__name__}: {error}".split("\n")[0])


if __name__ == "__main__":
    main()
