"""Locks on open files, which tell whether another process is at work on one; they end with the process.

They also end when the process closes any descriptor of the file, not only the one that was locked (POSIX): a process
never opens an unfinished file of its own a second time. What is to be done with it is done by its open descriptor.
"""

import os
import sys
from errno import EACCES, EAGAIN, EINVAL, ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP

NO_LOCKS = (ENOLCK, EOPNOTSUPP, ENOTSUP, ENOSYS, EINVAL)  # what network file systems without locks say


def lock(file: int) -> bool:
    """Lock a file, just opened, until this process closes it or ends; return False where the file system has no locks.

    Raise BlockingIOError if another process holds the lock. Raise OSError.
    """
    try:
        if sys.platform == "win32":  # a locked range cannot be read there, so lock a byte beyond the end
            import msvcrt

            os.lseek(file, 1 << 30, os.SEEK_SET)
            try:
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(file, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # child processes do not inherit it
    except OSError as error:
        if error.errno in (EACCES, EAGAIN):
            raise BlockingIOError(error.errno, error.strerror) from None
        if error.errno in NO_LOCKS:
            return False
        raise
    return True
