"""The `cleantext` command, also as `python -m cleantext`: what must work before click is imported."""

import gc
import os
import sys

import cleantext


def main() -> int:
    """Run the command line on `sys.argv` and return its exit code."""
    if getattr(cleantext, "__dist__", None) != "cleantext-vi":
        sys.stderr.write(
            "cleantext: another distribution has overwritten this package; "
            "run: pip uninstall -y cleantext clean-text cleantext-vi && pip install cleantext-vi\n"
        )
        return 2
    if sys.argv[1:] in (["--version"], ["-V"]):  # scripts ask this often: answer before importing
        return _print_version()
    gc.disable()  # what imports make is no garbage: to look for some in it takes a tenth of a short run
    try:
        from cleantext.cli.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # during the imports; later, run says so
        return 130
    finally:
        gc.freeze()  # so that Python does not look once more when it ends
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
