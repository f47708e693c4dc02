# What scripts/run, scripts/test and scripts/bench share: from a bare python3 to a filled .venv.
# Sourced, never started. Messages go to stderr, so that stdout stays the caller's.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1
VENV=.venv

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

is_root_with_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# apt_install PACKAGE…: install at once as root, otherwise print the one line that does and stop.
apt_install() {
    if ! command -v apt-get >/dev/null; then
        fail "Не хватает системных библиотек. Установите средствами своей системы то, что в Debian называется: $*"
    fi
    if ! is_root_with_apt; then
        say "Не хватает системных пакетов. Выполните одну строку и запустите снова:"
        fail "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    fi
    say "Устанавливаю системные пакеты: $*"
    local log
    log=$(mktemp)
    if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@"; } >"$log" 2>&1 9<&-; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        fail "Пакеты не установились. Проверьте сеть и источники apt, затем запустите снова."
    fi
    rm -f "$log"
}

# Sets PYTHON to the first interpreter that is new enough.
find_python() {
    local candidate seen=""
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        command -v "$candidate" >/dev/null || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$candidate
            return
        fi
        seen=$("$candidate" -c 'import platform; print(platform.python_version())' 2>/dev/null || true)
    done
    if [ -z "$seen" ]; then
        fail "Не найден python3. Установите его: sudo apt-get install -y python3"
    fi
    say "Нужен Python 3.11 или новее, а на этой машине $seen."
    say "Ubuntu 22.04: sudo apt-get install -y python3.11 python3.11-venv"
    fail "Другие системы: обновите до Debian 12, Ubuntu 24.04 или новее."
}

# Prints the Debian packages that are missing, looked for before anything is installed.
missing_packages() {
    local venv_package=python3-venv
    case "$PYTHON" in python3.*) venv_package=$PYTHON-venv ;; esac
    "$PYTHON" - "$venv_package" <<'PYTHON_CODE'
import ctypes, sys

def lacks_library(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return True

missing = []
try:
    import ensurepip, venv
except ImportError:
    missing.append(sys.argv[1])
missing += [
    package
    for library, package in (
        ("libpango-1.0.so.0", "libpango-1.0-0"),
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
    )
    if lacks_library(library)
]
print(*missing)
PYTHON_CODE
}

make_venv() {
    if ! "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
        [ -w . ] || fail "Нет права записи в папку $PWD: запустите от имени её владельца."
        say "Создаю окружение $VENV"
        "$PYTHON" -m venv --clear "$VENV"
    fi
}

# install_locked NAME…: install requirements/NAME.txt, unless this very lock is already in place.
install_locked() {
    local name stamp state
    for name in "$@"; do
        stamp=$VENV/installed-$name
        state="$(sha256sum <"requirements/$name.txt") $("$VENV/bin/python" -V 2>/dev/null || true)"
        if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ]; then
            continue
        fi
        make_venv
        say "Устанавливаю пакеты из requirements/$name.txt"
        "$VENV/bin/python" -m pip install -qq --no-input --require-hashes \
            -r "requirements/$name.txt" >&2 9<&- ||
            fail "Пакеты Python не установились. Проверьте сеть (или настройку pip) и запустите снова."
        state="$(sha256sum <"requirements/$name.txt") $("$VENV/bin/python" -V)"
        printf '%s\n' "$state" >"$stamp"
    done
}

# set_up NAME…: everything up to installed packages. Two starts at once wait for each other,
# until the caller says let_others_in.
set_up() {
    local packages
    exec 9<scripts/_setup.sh
    flock 9
    find_python
    packages=$(missing_packages)
    if [ -n "$packages" ]; then
        # shellcheck disable=SC2086  # a list of names
        apt_install $packages
    fi
    install_locked "$@"
}

let_others_in() { exec 9<&-; }
