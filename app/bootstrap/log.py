"""The log in the user's folder: faults of the program, and wrong passphrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths

if TYPE_CHECKING:
    from logging import Logger


def log_fault(error: Exception) -> None:
    """Write a fault of the program, with where it happened."""
    _logger().error("fault of the program", exc_info=error)


def log_fault_of_live(error: Exception) -> None:
    """Write where a fault happened, and nothing that it says: that may be of a live register, and the log is plain."""
    import traceback

    told: list[str] = []
    fault: BaseException | None = error
    while fault is not None:
        places = "".join(f"\n  {at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(fault.__traceback__))
        told.append(f"{type(fault).__name__}{places}")
        fault = fault.__cause__ or fault.__context__
    _logger().error("fault of the program\n%s", "\nafter ".join(told))


def log_wrong_passphrase(account: str, count: int) -> None:
    """Write that a passphrase was wrong, so often in a row; an account that is not there is not named."""
    _logger().warning("wrong passphrase, account %s, %d in a row", account or "unknown", count)


def _logger() -> Logger:
    import logging
    from logging.handlers import RotatingFileHandler

    logger = logging.getLogger("sekisho")
    if not logger.handlers:
        try:
            paths.log_folder().mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(
                paths.log_folder() / "sekisho.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
            )
        except OSError:
            handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
    return logger
