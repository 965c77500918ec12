"""A generation in; its articles, as the server has them, out."""

from index.database import Database
from index.manifest import Manifest
from index.postgres.address import Address
from index.postgres.generations import Generation, views_of
from index.postgres.server import connect
from index.postgres.sql import PostgresSql


class Standing:
    """The generation that the next one is begun from."""

    def __init__(self, address: Address, generation: Generation) -> None:
        self._generation = generation
        connection = connect(address, found_in=views_of(address, generation.number))
        self.database = Database(PostgresSql.of(connection, address))

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return self._generation.manifest
