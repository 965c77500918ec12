"""A worker of shared work in a process of its own, which a test may kill.

Its tasks say what is to be done: "kill" ends the process at once, "hold" lasts until it ends. The
others return a word; "noted" writes it into the table `takings`, too.
"""

import os
import signal
import sys
import time
from functools import partial

from index.postgres.address import Address
from index.postgres.server import Connection, connect
from index.postgres.work import Work
from index.postgres.work_off import work_off

KIND = "write"


def main() -> None:
    """Work off what there is, for the address, lease, beat and patience of the command line."""
    address = Address.read(sys.argv[1])
    lease, beat, patience = (float(one) for one in sys.argv[2:])
    with Work(address, lease=lease, beat=beat) as work, connect(address) as connection:
        doers = {KIND: partial(write, connection)}

        def until() -> bool:  # nothing may have been offered yet
            return work.counts(KIND).done > 0 and work.over(KIND)

        work_off(work, doers, until=until, pause=0.02, patience=patience)


def write(connection: Connection, content: bytes) -> bytes:
    """Do a task."""
    order, _, word = content.decode().partition(" ")
    if order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    while order == "hold":
        sys.stdout.write("holding\n")
        sys.stdout.flush()
        time.sleep(60)
    if order == "noted":
        connection.execute("INSERT INTO takings VALUES (%s)", (word,))
    return word.encode()


if __name__ == "__main__":
    main()
