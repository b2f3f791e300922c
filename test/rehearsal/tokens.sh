# To be sourced: whoever has a token can join the swarm, so nobody may see one. The beginning of one is looked for in all
# that Ansible says, in what the machines log, and, all the time, in the arguments and environment of all processes.
# shellcheck shell=bash

# In brackets, so that it does not find itself.
TOKEN='SWMTKN[-]1'

watch_for_tokens() {
  {
    while [ -e "$OUTPUT" ] && kill -0 $$ 2> /dev/null; do
      grep -aEl "$TOKEN" /proc/[0-9]*/cmdline /proc/[0-9]*/environ >> "$OUTPUT/processes-with-token" 2> /dev/null || true
      date +%s >> "$OUTPUT/watched"
      sleep 0.5
    done
  } > /dev/null 2>&1 &
}

no_token() {
  local node status=0
  # The watch works, and there is something to find.
  [ "$(wc -l < "$OUTPUT/watched")" -gt 10 ]
  docker_on n1 swarm join-token -q manager | grep -qE "$TOKEN"
  ! grep -El "$TOKEN" "$OUTPUT"/*.log || status=1
  ! grep . "$OUTPUT/processes-with-token" || status=1
  for node in $(nodes); do
    ! on "$node" "sudo journalctl --no-pager -q | grep -E '$TOKEN'; sudo grep -rsE '$TOKEN' /var/log /tmp /home /root" || status=1
  done
  return $status
}
