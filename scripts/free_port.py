"""Whether an address is free to listen on; one sentence on stderr when it is not."""

import errno
import socket
import sys


def problem(host, port):
    """Return the sentence that says why nobody can listen there, or an empty text."""
    if not 0 < port < 65536:
        return f"PORT должен быть от 1 до 65535, а не {port}."
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError:
        return f"Порт {port} требует прав администратора: задайте порт от 1024, PORT=8000."
    except OSError as wrong:
        if wrong.errno != errno.EADDRINUSE:
            return f"У этой машины нет адреса {host}: проверьте HOST."
        return (
            f"Порт {port} на {host} занят: возможно, «Наставник» уже запущен. "
            f"Откройте http://{host}:{port}/ или задайте другой порт: PORT={port + 1} scripts/run"
        )
    return ""


if __name__ == "__main__":
    sys.exit(problem(sys.argv[1], int(sys.argv[2])) or 0)
