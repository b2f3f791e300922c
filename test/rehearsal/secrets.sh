# To be sourced: whoever has a token can join the swarm, and passwords open the rest; so nobody may see one. They are looked
# for in all that Ansible says, in what machines log, and in the arguments and environment of all processes at all times.
# shellcheck shell=bash

# In brackets, so that it does not find itself.
TOKEN='SWMTKN[-]1'
SEEN=$OUTPUT/seen
KNOWN=$RUN/known-secrets

# Each word that a process had among its arguments or in its environment, once.
watch_processes() {
  touch "$SEEN"
  while [ -e "$RUN" ] && kill -0 $$ 2> /dev/null; do
    cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2> /dev/null | tr '\0' '\n' | sort -u - "$SEEN" -o "$SEEN" || true
    sleep 0.5
  done
} > /dev/null 2>&1

# The passwords as they are now, and those before, one a line.
note_secrets() {
  touch "$KNOWN"
  ansible-vault view "$RUN/secrets.yml" | sed -n 's/^[a-z_]*: //p' | sort -u - "$KNOWN" -o "$KNOWN"
}

no_secret() {
  local node found status=0 patterns=$RUN/patterns
  note_secrets
  # The watch works, and there is something to find.
  grep -q ansible-playbook "$SEEN"
  [ "$(wc -l < "$KNOWN")" -ge 4 ]
  { cat "$KNOWN" && docker_on n1 swarm join-token -q manager && docker_on n1 swarm join-token -q worker; } > "$patterns"
  # An empty one would be found everywhere.
  ! grep -vE '^.{20,}$' "$patterns" || return 1
  grep -qE "$TOKEN" "$patterns"
  ! grep -lF -f "$patterns" "$OUTPUT"/*.log "$OUTPUT"/push/builds/*.log || status=1
  # MariaDB's image itself hands its two to its server by the environment, which that one's user and root can read.
  ! grep -avE '^MARIADB_(ROOT_)?PASSWORD=' "$SEEN" | grep -acF -f "$patterns" || status=1
  ! grep -alE "$TOKEN" "$OUTPUT"/*.log "$SEEN" || status=1
  for node in $(nodes); do
    # By standard input: as an argument there, it would be one in a process.
    found=$(on "$node" "sudo sh -c 'cat > /run/patterns; journalctl --no-pager -q | grep -F -f /run/patterns
      grep -rslF -f /run/patterns /var/log /tmp /home /root; rm /run/patterns; echo looked'" < "$patterns")
    [ "$found" = looked ] || { echo "$node: $found" && status=1; }
  done
  return $status
}
