r"""Clean text from scraped Vietnamese articles.

>>> from cleantext import clean
>>> clean("Tin vui\n\nTin  vui đã về với bà con xóm núi.\n\n\nPhản hồi\n")
'Tin vui\n\nTin vui đã về với bà con xóm núi.'
"""

__version__ = "0.1.0"
__dist__ = "cleantext-vi"  # two other distributions install a package named cleantext: see __main__
__all__ = [
    "Chain", "CleantextError", "Example", "Hit", "Note", "Profile", "Removal", "Repair", "Repaired", "Result", "Sites",
    "Strip", "clean", "explain",
]  # fmt: skip

TYPE_CHECKING = False  # not from typing: importing it costs more than `cleantext --version` does
if TYPE_CHECKING:
    from .chain.chain import Chain, clean, explain
    from .chain.profiles import Profile
    from .chain.results import Result
    from .chain.sites import Sites
    from .model import CleantextError, Example, Hit, Note, Removal, Repair, Repaired, Strip
else:  # not for type checkers, which would take any name for public

    def __getattr__(name: str) -> object:
        """Import a public name on first use, so that the command starts fast."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import model
        from .chain import chain, profiles, sites

        value = next(getattr(module, name) for module in (chain, model, profiles, sites) if hasattr(module, name))
        globals()[name] = value  # the next look-up finds it there
        return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
