# Source this file to check the open ports and the firewall of the machines.
# shellcheck shell=bash

# Docker opens published ports with rules that come before those of an ordinary firewall.
publish_port() {
  local image
  image=$(docker_on n1 service inspect --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}' quartet_service2-number)
  docker_on n1 service create --detach --quiet --name published --mode global --no-resolve-image \
    --publish mode=host,published=8000,target=5001 --env PORT=5001 "$image"
  # Wait until the port responds on each machine itself. The scan then shows whether the firewall closes it to others.
  for machine in $(machines); do wait_until 60 run_on "$machine" 'curl -fsS --max-time 5 http://localhost:8000/health/live'; done
}

# expect_open_ports PORTS MACHINE...: scans all TCP ports. Only PORTS may be open, and only 443 may be closed. The
# firewall must drop packets to all others.
expect_open_ports() {
  local expected=$1 machine open closed status=0
  shift
  for machine; do scan_ports "$machine" & done
  wait
  for machine; do
    cat "$OUTPUT/scan-$machine.txt"
    open=$(ports_in_state open "$machine")
    closed=$(ports_in_state closed "$machine")
    [ "$open" = "$expected" ] || { echo "$machine: open ports must be $expected, got $open" && status=1; }
    [ "$closed" = 443 ] || { echo "$machine: closed ports must be 443, got $closed" && status=1; }
  done
  return $status
}

scan_ports() {
  timeout 300 nmap -n -Pn -sS -p 1-65535 --min-rate 8000 --max-retries 2 -oG "$OUTPUT/scan-$1.txt" "$(address_of "$1")"
}

ports_in_state() { grep -oE "[0-9]+/$1/" "$OUTPUT/scan-$2.txt" | cut -d / -f 1 | sort -n | xargs; }

# The ssh connection that reloads the rules must survive.
reload_firewall() {
  local machine
  for machine in $(machines); do
    [ "$(run_on "$machine" 'sudo systemctl reload quartet-firewall && sleep 1 && echo connected')" = connected ]
  done
}
