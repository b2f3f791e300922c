# Source this file to search for leaked secrets: the join tokens of the swarm, and all passwords. The search covers the
# output of Ansible, the logs of the machines, and the arguments and environments of all processes during the rehearsal.
# shellcheck shell=bash

# The brackets keep the pattern from matching itself.
TOKEN='SWMTKN[-]1'
SEEN=$OUTPUT/seen
KNOWN=$RUN/known-secrets

# Collects each distinct argument and environment variable of all processes.
watch_processes() {
  cd "$REHEARSAL/../.." && exec node -r ts-node/register/transpile-only test/rehearsal/watch-processes.ts "$SEEN"
}

# Adds the current passwords to the list of known secrets.
collect_secrets() {
  touch "$KNOWN"
  ansible-vault view "$RUN/secrets.yml" | sed -n 's/^[a-z_]*: //p' | sort -u - "$KNOWN" -o "$KNOWN"
}

expect_no_leak() {
  local machine found status=0 patterns=$RUN/patterns
  collect_secrets
  # The search proves something only if watch_processes has seen processes and if there are secrets to search for.
  grep -q ansible-playbook "$SEEN"
  [ "$(wc -l < "$KNOWN")" -ge 4 ]
  { cat "$KNOWN" && docker_on n1 swarm join-token -q manager && docker_on n1 swarm join-token -q worker; } > "$patterns"
  # An empty pattern would match everything.
  ! grep -vE '^.{20,}$' "$patterns" || return 1
  grep -qE "$TOKEN" "$patterns"
  ! grep -lF -f "$patterns" "$OUTPUT"/*.log "$OUTPUT"/push/builds/*.log || status=1
  # The MariaDB image passes its passwords to the server in the environment. Only the user of the server and root can
  # read it.
  ! grep -avE '^MARIADB_(ROOT_)?PASSWORD=' "$SEEN" | grep -acF -f "$patterns" || status=1
  ! grep -alE "$TOKEN" "$OUTPUT"/*.log "$SEEN" || status=1
  for machine in $(machines); do
    # Pass the patterns on standard input: as arguments they would leak.
    found=$(run_on "$machine" "sudo sh -c 'cat > /run/patterns; journalctl --no-pager -q | grep -F -f /run/patterns
      grep -rslF -f /run/patterns /var/log /tmp /home /root; rm /run/patterns; echo searched'" < "$patterns")
    [ "$found" = searched ] || { echo "$machine: $found" && status=1; }
  done
  return $status
}
