"""Say why a line is judged to be chrome."""

from itertools import islice

from .fitted import fitted
from .questions import QUESTIONS, Surroundings
from .surroundings import Neighbourhood
from .words import telling_words

MOST_REASONS, MOST_WORDS = 3, 2
LEAST_OF_A_REASON = 0.3  # of the judgement
MOST_OF_A_LIST = 0.5  # share of headlines in a list of them
AS_A_WHOLE = "as a whole reads like site chrome"  # where no reason is strong enough to be said


def reason_of(neighbourhood: Neighbourhood, index: int, answers: Surroundings) -> str:
    """Return the strongest reasons for a judgement, in words."""
    counted = dict(zip(QUESTIONS, fitted().trees.parts_of_judgement(answers), strict=False))
    strongest = sorted((part for part in counted if counted[part] >= LEAST_OF_A_REASON), key=counted.__getitem__)[::-1]
    said = filter(None, (_in_words(reason, neighbourhood, index, answers) for reason in strongest))
    return "; ".join(islice(said, MOST_REASONS)) or AS_A_WHOLE


def _in_words(reason: str, neighbourhood: Neighbourhood, index: int, answers: Surroundings) -> str | None:
    """Return a reason in words, None where it cannot be said with truth."""
    line = neighbourhood.page.lines[index]
    if reason == "words":
        words = telling_words(line, fitted().words, MOST_WORDS) if answers.score > 0 else []
        return f"words of chrome: {', '.join(f'“{word}”' for word in words)}" if words else None
    if reason == "place":
        if answers.is_in_head:
            return "above the title"
        return "below the last paragraph" if answers.prose and answers.prose_above == 1 else None
    if reason == "among":
        return "among lines that read like chrome" if answers.few_least > 0 else None
    is_listed = neighbourhood.is_link[index] and answers.run_links >= MOST_OF_A_LIST
    return "in a list of headlines" if is_listed else None
