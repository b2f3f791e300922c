# To be sourced: a database that somebody else runs: MariaDB on this machine, which is no node of the swarm.
# shellcheck shell=bash

ELSEWHERE=$RUN/elsewhere
ELSEWHERE_PORT=3399

# With the same password, which the services have already.
database_elsewhere() {
  local password
  password=$(ansible-vault view "$RUN/secrets.yml" | sed -n 's/^database: //p')
  mkdir -m 700 "$ELSEWHERE"
  mariadb-install-db --no-defaults --datadir="$ELSEWHERE/data" --user=root --auth-root-authentication-method=normal \
    --skip-test-db > /dev/null
  mariadbd --no-defaults --datadir="$ELSEWHERE/data" --user=root --socket="$ELSEWHERE/socket" --bind-address="$HOST" \
    --port="$ELSEWHERE_PORT" > "$OUTPUT/elsewhere.log" 2>&1 &
  echo $! > "$ELSEWHERE/pid"
  until_true 30 [ -S "$ELSEWHERE/socket" ]
  elsewhere "create database quartet; create user quartet@'%' identified by '$password'; grant all on quartet.* to quartet@'%'"
  (umask 077 && printf %s "$password" > "$ELSEWHERE/password")
}

elsewhere() { mariadb --no-defaults --socket="$ELSEWHERE/socket" --user=root --batch --skip-column-names <<< "$1"; }
elsewhere_has_more_than() { [ "$(elsewhere 'select count(*) from quartet.objects')" -gt "$1" ]; }

# The record as it was backed up is brought there; then no machine is the database's, and its container is gone.
record_moves() {
  local moved
  database_elsewhere
  (cd "$REHEARSAL/../.." && DATABASE_URL=mysql://quartet@$HOST:$ELSEWHERE_PORT/quartet DATABASE_PASSWORD_FILE=$ELSEWHERE/password \
    npm run --silent history:restore -- "$(find "$RUN/backups" -name '*.gz')")
  moved=$(elsewhere 'select count(*) from quartet.objects')
  [ "$moved" -gt 0 ]
  sed '/^    database: /d' "$RUN/inventory.yml" > "$RUN/inventory-elsewhere.yml"
  cat > "$RUN/elsewhere.yml" << END
stack_settings:
  DATABASE_URL: mysql://quartet@$HOST:$ELSEWHERE_PORT/quartet
  DATA_INTERNAL: 'false'
  DATABASE_REPLICAS: '0'
END
  INVENTORY=$RUN/inventory-elsewhere.yml site elsewhere -e "@$RUN/elsewhere.yml"
  ! docker_on n2 ps --format '{{.Names}}' | grep -q quartet_database || return 1
  curl -fsS --max-time 5 "http://$(address_of n1)/" > /dev/null
  until_true 20 elsewhere_has_more_than "$moved"
  INVENTORY=$RUN/inventory-elsewhere.yml changes_nothing site elsewhere-again -e "@$RUN/elsewhere.yml"
}

# Its own still has what it had. A machine is the database's again, which a deployment alone would not see to.
record_comes_home() {
  local then
  site home -e '{ "stack_replicas": { "database": 1 } }'
  kill "$(cat "$ELSEWHERE/pid")" && rm "$ELSEWHERE/pid"
  then=$(database 'select count(*) from objects')
  curl -fsS --max-time 5 "http://$(address_of n1)/" > /dev/null
  until_true 20 more_objects_than "$then"
}
