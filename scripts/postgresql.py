"""The PostgreSQL server that answers: prints the address of a test database of this very run."""

import os
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg2

LOCAL = "postgres://postgres@127.0.0.1:5432/nastavnik"


def first_answering(addresses):
    """Return the first address whose server lets us create databases, or None."""
    for address in addresses:
        server = urlunsplit(urlsplit(address)._replace(path="/postgres"))
        try:
            connection = psycopg2.connect(server, connect_timeout=3)
        except psycopg2.OperationalError:
            continue
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            )
            if cursor.fetchone()[0]:
                return address
    return None


def own_database(address):
    """Return the address with a database name of this run: two runs never meet."""
    parts = urlsplit(address)
    name = parts.path.strip("/") or "nastavnik"
    return urlunsplit(parts._replace(path=f"/{name}_{os.getppid()}"))


if __name__ == "__main__":
    given = os.environ.get("DATABASE_URL_TEST", "")
    found = first_answering([given, LOCAL] if given else [LOCAL])
    if not found:
        sys.exit(1)
    print(own_database(found))
