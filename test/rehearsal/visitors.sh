# Source this file to run visitors, who load the site all the time. Its other functions compare the objects that the
# visitors received with the database.
# shellcheck shell=bash

POOL=$RUN/pool
JOURNAL=$OUTPUT/visits.ndjson

# load COMMAND [OPTION...]: replaces the current shell with the load generator.
load() { cd "$REHEARSAL/../.." && exec node -r ts-node/register/transpile-only test/rehearsal/load/main.ts "$@"; }

# Together, the visitors stay below the rate limit of nginx: 50 requests a second for one address.
start_visitors() {
  for machine in $(machines); do "$REHEARSAL/pool" "$POOL" add "$(address_of "$machine")"; done
  load visit --pool "$POOL" --journal "$JOURNAL" --visitors 4 --pause 250 > "$OUTPUT/visitors.log" 2>&1
}

# stop_visitors PID: lets them finish the visits in flight.
stop_visitors() {
  kill -TERM "$1"
  wait_until 30 has_exited "$1"
}

has_exited() { ! kill -0 "$1" 2> /dev/null; }

# query SQL: runs it as the database administrator. The password comes from the secret in the container, and is not on any
# command line.
query() {
  run_on n2 'sudo docker exec -i $(sudo docker ps -q --filter label=com.docker.swarm.service.name=quartet_database) bash -c "
    exec mariadb --defaults-extra-file=<(printf \"[client]\nuser=root\npassword=%s\n\" \"\$(< /run/secrets/database-root-password)\") \
      --batch --skip-column-names quartet"' <<< "$1"
}

# Each object that a visitor was shown must be in the database once, including those that were queued.
compare_objects() {
  wait_until 60 queues_are_empty
  query 'select id, seed, draw_index from objects' > "$OUTPUT/objects.tsv"
  (load compare --journal "$JOURNAL" --objects "$OUTPUT/objects.tsv")
}

# The queues are empty when the number of objects stays the same.
queues_are_empty() {
  local before
  before=$(query 'select count(*) from objects')
  sleep 1.5
  [ "$before" = "$(query 'select count(*) from objects')" ]
}
