# To be sourced: what of a machine is open, seen from outside.
# shellcheck shell=bash

# Docker publishes it on every machine, whatever the firewall says.
publish_port() {
  local image
  image=$(docker_on n1 service inspect --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}' quartet_service2-number)
  docker_on n1 service create --detach --quiet --name published --mode global --no-resolve-image \
    --publish mode=host,published=8000,target=5001 --env PORT=5001 "$image"
  # Seen from the machine itself.
  for node in $(nodes); do until_true 60 on "$node" 'curl -fsS --max-time 5 http://localhost:8000/health/live'; done
}

# only_open_are PORTS NODE...: of all TCP ports. None but these and 443 may tell even that it is closed.
only_open_are() {
  local expected=$1 node found status=0
  shift
  for node; do scan "$node" & done
  wait
  for node; do
    cat "$OUTPUT/scan-$node.txt"
    found=$(ports_that_are open "$node")
    [ "$found" = "$expected" ] || { echo "$node: open are $found" && status=1; }
    [ "$(ports_that_are closed "$node")" = 443 ] || { echo "$node: other ports say that they are closed" && status=1; }
  done
  return $status
}

scan() {
  timeout 300 nmap -n -Pn -sS -p 1-65535 --min-rate 8000 --max-retries 2 -oG "$OUTPUT/scan-$1.txt" "$(address_of "$1")"
}

ports_that_are() { grep -oE "[0-9]+/$1/" "$OUTPUT/scan-$2.txt" | cut -d / -f 1 | sort -n | xargs; }

# The connection that has them loaded tells.
firewall_reloads() {
  local node
  for node in $(nodes); do
    [ "$(on "$node" 'sudo systemctl reload quartet-firewall && sleep 1 && echo still here')" = 'still here' ]
  done
}
