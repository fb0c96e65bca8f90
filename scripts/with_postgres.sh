#!/bin/sh
# Run a command with DATABASE_URL pointing to a PostgreSQL that lives only as long as the command.
# It listens on a socket in its own temporary folder and nowhere else. The command's exit code is kept.
set -eu

programs=
for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo .)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
        programs=$folder
        break
    fi
done
if [ -z "$programs" ]; then
    echo "PostgreSQL was not found: install it (Debian: apt install postgresql) and run the command again." >&2
    echo "找不到 PostgreSQL：请安装（Debian：apt install postgresql）后重新运行。" >&2
    exit 1
fi

# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

cluster=$(mktemp -d "${TMPDIR:-/tmp}/office-pg.XXXXXX")
mkdir -m 700 "$cluster/data"
finish() {
    code=$?
    trap '' INT TERM HUP
    cd /
    as_server "$programs/pg_ctl" -D "$cluster/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$cluster"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
[ "$(id -u)" != 0 ] || chown -R postgres "$cluster"

# A C.UTF-8 locale: with a plain C one, Chinese text is neither sorted nor searched.
(
    cd "$cluster"
    as_server "$programs/initdb" -D data -U office -A trust -E UTF8 --locale=C.UTF-8 -N >initdb.log 2>&1 ||
        { cat initdb.log >&2; exit 1; }
    as_server "$programs/pg_ctl" -D data -w -l "$cluster/data/server.log" start -o "-c listen_addresses='' \
        -c unix_socket_directories='$cluster' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
        >start.log 2>&1 || { cat start.log data/server.log >&2; exit 1; }
)

DATABASE_URL="postgres://office@/postgres?host=$cluster" "$@"
