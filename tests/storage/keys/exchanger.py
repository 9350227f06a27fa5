"""Exchanges the file key of a register and ends where it is told to: `exchanger.py REGISTER KEY KNOWN STEP [ROOM]`."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from app.domain.errors import Mendable
from app.services.ports import PublicHalves
from app.storage.keys.file_key_exchange import exchange_file_key
from app.storage.keys.register_seals import Known, RegisterSeals
from app.storage.register.file_key import FileKey
from tests.builders import ME
from tests.fakes import TickingClock


def end(reached: str) -> None:
    """Like an end of the process from outside: nothing is tidied up after it."""
    if reached == sys.argv[4]:
        os._exit(7)


register, file_key = Path(sys.argv[1]), FileKey(bytes.fromhex(sys.argv[2]))
told = json.loads(sys.argv[3])
known = Known({account: PublicHalves(*halves) for account, halves in told["people"].items()}, told["sheet"])
seals = RegisterSeals(register, os.urandom, TickingClock().now, lambda _who, _count: None)
if len(sys.argv) > 5:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[5]), resource.RLIM_INFINITY))
sys.stdout.write("begins\n")
sys.stdout.flush()
try:
    exchange_file_key(seals, file_key, known, ME, os.urandom, without=told["without"], reached=end)
except Mendable as refusal:
    sys.stdout.write(f"{refusal}\n")
