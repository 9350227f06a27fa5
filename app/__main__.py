"""The entry of the program: `sekisho`, or `python -m app`."""

import sys


def main() -> int:
    """Run the program with the arguments of the process; the exit status."""
    from app.bootstrap.program import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
