#!/bin/bash
# The parts of the official image's entrypoint that the project uses. As root it gives the folders to the user mysql and
# restarts as that user. It initializes an empty data folder with a server without network: users, database, and the scripts
# in /docker-entrypoint-initdb.d. Not supported: password hashes, replication, restoring from a backup, upgrades.
# https://hub.docker.com/_/mariadb
set -eo pipefail
shopt -s nullglob

DATA=/var/lib/mysql
SOCKET=/run/mysqld/mysqld.sock

note() { echo "$(date --rfc-3339=seconds) [Note] [Entrypoint]: $*"; }
fail() { echo "$(date --rfc-3339=seconds) [ERROR] [Entrypoint]: $*" >&2 && exit 1; }

# Reads each setting from the variable NAME or from the file in NAME_FILE.
read_settings() {
  local name file
  for name in MARIADB_{ROOT_HOST,ROOT_PASSWORD,DATABASE,USER,PASSWORD}; do
    file=${name}_FILE
    [ -z "${!file}" ] || [ -z "${!name}" ] || fail "Both $name and $file are set (but are exclusive)"
    [ -z "${!file}" ] || export "$name=$(< "${!file}")"
    unset "$file"
  done
  [ "$MARIADB_ROOT_PASSWORD$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD$MARIADB_RANDOM_ROOT_PASSWORD" ] ||
    fail 'Database is uninitialized and password option is not specified'
  [ -z "$MARIADB_RANDOM_ROOT_PASSWORD" ] || MARIADB_ROOT_PASSWORD=$(random)
}

random() { od -An -N 24 -tx1 /dev/urandom | tr -d ' \n'; }
quoted() { sed -z "s/\\\\/\\\\\\\\/g; s/'/\\\\'/g; s/^/'/; s/$/'/" <<< "$1" | tr -d '\n'; }

# shellcheck disable=SC2120 # Scripts in /docker-entrypoint-initdb.d may call this function.
docker_process_sql() { MYSQL_PWD=$root_password mariadb --socket="$SOCKET" -uroot ${MARIADB_DATABASE:+"-D$MARIADB_DATABASE"} "$@"; }

start_without_network() {
  "$@" --skip-networking --socket="$SOCKET" &
  server=$!
  for _ in {1..300}; do
    mariadb-admin --socket="$SOCKET" -uroot ping &> /dev/null && return
    kill -0 $server || break
    sleep 0.2
  done
  fail 'Unable to start server.'
}

create_users() {
  local password check host user
  password=$(quoted "$MARIADB_ROOT_PASSWORD") check=$(random) user=$(quoted "$MARIADB_USER")
  echo "drop user if exists root@'127.0.0.1', root@'::1';"
  printf '%s\n' "execute immediate concat('drop user if exists root@''', @@hostname, '''');"
  host=$(quoted "${MARIADB_ROOT_HOST:-%}")
  [ "$host" = "'localhost'" ] || echo "create user root@$host identified by $password; grant all on *.* to root@$host with grant option;"
  for host in 127.0.0.1 ::1 localhost; do
    echo "create user healthcheck@'$host' identified by '$check';"
  done
  (umask 077 && printf '[mariadb-client]\nsocket=%s\nuser=healthcheck\npassword=%s\n' "$SOCKET" "$check" > "$DATA/.my-healthcheck.cnf")
  [ -z "$MARIADB_DATABASE" ] || echo "create database if not exists \`$MARIADB_DATABASE\`;"
  if [ "$MARIADB_USER" ] && [ "$MARIADB_PASSWORD" ]; then
    echo "create user $user@'%' identified by $(quoted "$MARIADB_PASSWORD");"
    [ -z "$MARIADB_DATABASE" ] || echo "grant all on \`${MARIADB_DATABASE//_/\\_}\`.* to $user@'%';"
  fi
  echo "set password for root@localhost = password($password);"
}

run_scripts() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    note "$0: running $file"
    # shellcheck disable=SC1090,SC2119
    case $file in
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
      *.sql) docker_process_sql < "$file" ;;
      *) note "$0: ignoring $file" ;;
    esac
  done
}

initialize() {
  read_settings
  note 'Initializing database files'
  mariadb-install-db --datadir="$DATA" --auth-root-authentication-method=normal --skip-test-db --cross-bootstrap --rpm
  start_without_network "$@"
  [ "$MARIADB_INITDB_SKIP_TZINFO" ] ||
    mariadb-tzinfo-to-sql --skip-write-binlog /usr/share/zoneinfo 2> /dev/null | mariadb --socket="$SOCKET" -uroot mysql
  [ -z "$MARIADB_RANDOM_ROOT_PASSWORD" ] || note "GENERATED ROOT PASSWORD: $MARIADB_ROOT_PASSWORD"
  create_users | mariadb --socket="$SOCKET" -uroot --binary-mode
  root_password=$MARIADB_ROOT_PASSWORD
  run_scripts
  kill $server && wait $server
  note 'MariaDB init process done. Ready for start up.'
}

[[ $1 != -* ]] || set -- mariadbd "$@"
if [ "$1" = mariadbd ]; then
  if [ "$(id -u)" = 0 ]; then
    find "$DATA" "${SOCKET%/*}" ! -user mysql -exec chown mysql: '{}' +
    exec gosu mysql "$0" "$@"
  fi
  [ -d "$DATA/mysql" ] || initialize "$@"
fi
exec "$@"
