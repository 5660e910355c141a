"""What workers are given to do where they are to fail: spawned ones import this, and nothing else of the tests."""

import os
import signal
import time

from cleantext.batch.job import Outcome
from cleantext.documents.items import Item
from cleantext.model import WRITTEN


def misbehave(item: Item) -> Outcome:
    """Do what the name of the document says."""
    what = item.name.partition(" ")[0]
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "exit":
        os._exit(3)
    elif what == "hang":
        time.sleep(60)
    elif what == "large":
        return Outcome(WRITTEN, b"x" * 3_000_000)
    return Outcome(WRITTEN, item.name.encode())
