# To be sourced: visitors who load the site through what is in front of the machines all the time, and remember each object
# that they were shown.
# shellcheck shell=bash

FRONT=$RUN/front
JOURNAL=$OUTPUT/visits.ndjson

# load VERB [OPTION...]: in the place of this very shell.
load() { cd "$REHEARSAL/../.." && exec node -r ts-node/register/transpile-only test/rehearsal/load/main.ts "$@"; }

# nginx allows one address 50 requests a second; visitors here have one together.
visitors_come() {
  for node in $(nodes); do "$REHEARSAL/front" "$FRONT" join "$(address_of "$node")"; done
  load visit --front "$FRONT" --journal "$JOURNAL" --visitors 8 --pause 250 > "$OUTPUT/visitors.log" 2>&1
}

# They finish what they have begun.
visitors_leave() {
  kill -TERM "$1"
  until_true 30 has_ended "$1"
}

has_ended() { ! kill -0 "$1" 2> /dev/null; }

# database SQL: as the administrator, with the password that the container has, which is no argument of anything.
database() {
  on n2 'sudo docker exec -i $(sudo docker ps -q --filter label=com.docker.swarm.service.name=quartet_database) bash -c "
    exec mariadb --defaults-extra-file=<(printf \"[client]\nuser=root\npassword=%s\n\" \"\$(< /run/secrets/database-root-password)\") \
      --batch --skip-column-names quartet"' <<< "$1"
}

# Whoever was shown an object finds it in the record, once; also where it was said to be recorded later.
nothing_lost_or_doubled() {
  until_true 60 no_queue
  database 'select id, seed, draw_index from objects' > "$OUTPUT/rows.tsv"
  (load compare --journal "$JOURNAL" --rows "$OUTPUT/rows.tsv")
}

# Two looks a second apart find the same number.
no_queue() {
  local before
  before=$(database 'select count(*) from objects')
  sleep 1.5
  [ "$before" = "$(database 'select count(*) from objects')" ]
}
