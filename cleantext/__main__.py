"""Entry point of the `cleantext` command and of `python -m cleantext`; handles what must not wait for imports."""

import gc
import os
import sys

import cleantext


def main() -> int:
    """Run the command line on `sys.argv` and return its exit code."""
    if getattr(cleantext, "__dist__", None) != "cleantext-vi":
        sys.stderr.write(
            "cleantext: another distribution has overwritten this package; "
            "run: pip uninstall -y cleantext clean-text cleantext-vi, then in your clone of cleantext: pip install .\n"
        )
        return 2
    if sys.argv[1:] in (["--version"], ["-V"]):  # scripts call this often: answer without imports
        return _print_version()
    gc.disable()  # imports create no garbage; collecting during them takes a tenth of a short run
    try:
        from cleantext.cli.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # during the imports; later, `run` handles it
        return 130
    except (ImportError, MemoryError, OSError) as error:  # the last two during the imports; later, `run` handles them
        sys.stderr.write(f"cleantext: cannot load its modules: {error}\n")
        return 2
    finally:
        gc.freeze()  # so that Python does not collect once more at exit
        gc.enable()


def _print_version() -> int:
    try:
        os.write(1, f"cleantext {cleantext.__version__}\n".encode())
    except OSError as error:
        sys.stderr.write(f"cleantext: standard output: {error.strerror}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
