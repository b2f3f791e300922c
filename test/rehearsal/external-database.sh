# Source this file to move the history to an external database: MariaDB on this host, outside of the swarm.
# shellcheck shell=bash

EXTERNAL=$RUN/external-database
EXTERNAL_PORT=3399
EXTERNAL_URL=mysql://quartet@$HOST:$EXTERNAL_PORT/quartet

# Keeps the database password, which the services already have.
start_external_database() {
  local password
  password=$(ansible-vault view "$RUN/secrets.yml" | sed -n 's/^database: //p')
  mkdir -m 700 "$EXTERNAL"
  mariadb-install-db --no-defaults --datadir="$EXTERNAL/data" --user=root --auth-root-authentication-method=normal \
    --skip-test-db > /dev/null
  mariadbd --no-defaults --datadir="$EXTERNAL/data" --user=root --socket="$EXTERNAL/socket" --bind-address="$HOST" \
    --port="$EXTERNAL_PORT" > "$OUTPUT/external-database.log" 2>&1 &
  echo $! > "$EXTERNAL/pid"
  wait_until 30 [ -S "$EXTERNAL/socket" ]
  query_external "create database quartet; create user quartet@'%' identified by '$password'; grant all on quartet.* to quartet@'%'"
  (umask 077 && printf %s "$password" > "$EXTERNAL/password")
}

query_external() { mariadb --no-defaults --socket="$EXTERNAL/socket" --user=root --batch --skip-column-names <<< "$1"; }
external_has_more_than() { [ "$(query_external 'select count(*) from quartet.objects')" -gt "$1" ]; }

# Restores the backup to the external database and removes the group `database` from the inventory. Ansible must then
# stop the database container.
move_database() {
  local count
  start_external_database
  (cd "$REHEARSAL/../.." && DATABASE_URL=$EXTERNAL_URL DATABASE_PASSWORD_FILE=$EXTERNAL/password \
    npm run --silent history:restore -- "$(find "$RUN/backups" -name '*.gz')")
  count=$(query_external 'select count(*) from quartet.objects')
  [ "$count" -gt 0 ]
  sed '/^    database: /d' "$RUN/inventory.yml" > "$RUN/inventory-external.yml"
  cat > "$RUN/external-database.yml" << END
stack_settings:
  DATABASE_URL: $EXTERNAL_URL
  DATA_INTERNAL: 'false'
  DATABASE_REPLICAS: '0'
END
  INVENTORY=$RUN/inventory-external.yml site external -e "@$RUN/external-database.yml"
  ! docker_on n2 ps --format '{{.Names}}' | grep -q quartet_database || return 1
  curl -fsS --max-time 5 "http://$(address_of n1)/" > /dev/null
  wait_until 20 external_has_more_than "$count"
  INVENTORY=$RUN/inventory-external.yml expect_no_change site external-again -e "@$RUN/external-database.yml"
}

# The database in the swarm still has its old volume. A deployment alone does not start it again, so set its replicas.
move_database_home() {
  local count
  site home -e '{ "stack_replicas": { "database": 1 } }'
  kill "$(cat "$EXTERNAL/pid")" && rm "$EXTERNAL/pid"
  count=$(query 'select count(*) from objects')
  curl -fsS --max-time 5 "http://$(address_of n1)/" > /dev/null
  wait_until 20 has_more_objects_than "$count"
}
