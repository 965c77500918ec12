"""An index in a database that is not as it should be in, the command that mends it out."""

from collections.abc import Callable, Sequence
from functools import cached_property
from shlex import quote

from index.embedder import DEFAULT_EMBEDDER
from index.postgres.address import Address
from index.repair import Remedies


class Mending(Remedies):
    """The commands that mend an index; which earlier version is sound is looked for when asked."""

    def __init__(
        self,
        address: Address,
        archives: Sequence[str],
        embedder: str,
        sound: Callable[[], int | None],
    ) -> None:
        super().__init__(address, archives)
        self._address, self._embedder, self._sound = address, embedder, sound

    @cached_property
    def of_contents(self) -> str:
        """What mends rows that are not as they were written: a build that replaces all anew."""
        earlier = self._sound()
        if earlier is not None:
            return self.command(f"rollback {earlier}")
        known = self._embedder == DEFAULT_EMBEDDER
        model = "" if known else f" --embedder {quote(self._embedder)}"
        return f"build anew: {self._build} --replace{model}{self._to_index}"

    def of_statement(self, statement: str) -> str:
        """Return the command that has the server execute a statement."""
        return f"psql {quote(self._address.plain)} -c {quote(statement)}"
