"""Say which files of folders were not taken: how many of each suffix, and how to take them."""

import os
from collections import Counter
from collections.abc import Sequence

from cleantext.files import formats

SHOWN = 5  # suffixes
LINK = os.sep  # stands for the suffix of links to folders
LONGEST = 10  # characters of a suffix; what follows the last dot of other names is no suffix
NO_TEXT = frozenset(  # --include would not help
    ".7z .avi .bak .bmp .css .db .doc .docx .dll .epub .exe .gif .ico .jpeg .jpg .js .m4a .mov .mp3 .mp4 .odp .ods "
    ".odt .pdf .png .ppt .pptx .py .rar .rtf .sqlite .svg .tar .tgz .tif .tiff .toml .wav .webm .webp .woff .woff2 "
    ".xls .xml .yaml .yml .zip".split()
)


def listing(names: Sequence[str], *, how: bool = True) -> str:
    """Return how many files there are of each suffix, the most frequent first, and with `how`, the way to take them."""
    counts = Counter(map(_suffix_of, names)).most_common()
    shown = [f"{count:,} {_described(suffix, count, how=how)}" for suffix, count in counts[:SHOWN]]
    if rest := sum(count for _, count in counts[SHOWN:]):
        shown.append(f"{rest:,} of other kinds")
    return ", ".join(shown)


def _suffix_of(name: str) -> str:
    if name.endswith(os.sep):
        return LINK
    _, suffix, compression = formats.split_name(os.path.basename(name))
    suffix = suffix.lower() + compression
    return suffix if len(suffix) <= LONGEST and suffix[1:].replace(".", "").isalnum() else ""


def _described(suffix: str, count: int, *, how: bool) -> str:
    if suffix == LINK:
        if count == 1:
            return "link to a folder (name it as PATH)" if how else "link to a folder"
        return "links to folders (name them as PATH)" if how else "links to folders"
    kind = suffix or "without suffix"
    form, _ = formats.input_format_of(f"a{suffix}")
    if not how:
        return kind
    if form:
        extra = formats.missing_extra(form)
        return f"{kind} (pip install '.[{extra}]')" if extra else kind
    return kind if suffix in NO_TEXT else f"{kind} (--include '*{suffix}')"
