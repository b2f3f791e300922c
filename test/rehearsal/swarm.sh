# To be sourced: what the rehearsal does with the machines, and what it looks at.
# shellcheck shell=bash

ANSIBLE=$REHEARSAL/../../ansible
export ANSIBLE_CONFIG=$ANSIBLE/ansible.cfg ANSIBLE_SSH_CONTROL_PATH_DIR=$RUN/ssh ANSIBLE_NOCOLOR=1
export ANSIBLE_LOCAL_TEMP=$OUTPUT/ansible LC_ALL=C.UTF-8

on() { timeout --foreground 60 ssh -F "$RUN/ssh_config" -o ConnectTimeout=5 "$@"; }
docker_on() { local node=$1 && shift && on "$node" "sudo docker $(printf '%q ' "$@")"; }

lint() { cd "$ANSIBLE" && timeout --foreground 300 ansible-lint --profile production --offline --nocolor; }

# play NAME [OPTION...]: the whole playbook, as wordy as it can be asked to be without being debugged.
play() {
  local log=$OUTPUT/play-$1.log
  shift
  cd "$ANSIBLE" && timeout --foreground -k 10 900 ansible-playbook -v -i "${INVENTORY:-$RUN/inventory.yml}" "$@" site.yml 2>&1 | tee "$log"
}

look() { play "look-$1" --check --diff; }

changes_nothing() {
  "$@"
  ! grep -E 'changed=[1-9]' "$OUTPUT/play-$([ "$1" != look ] || echo look-)$2.log"
}

until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.3
  done
}

# A program that answers on ports 8080 and 8081, and nothing else: machines here have no registry to get one from.
make_probe() {
  local folder=$CACHE/probe
  . "$REHEARSAL/../support/shell/debian.sh"
  rm -rf "$folder" && mkdir -p "$folder/image/www"
  (cd "$folder" && apt_get -o APT::Sandbox::User=root download busybox-static && dpkg -x busybox-static*.deb package)
  cp "$(find "$folder/package" -type f -name busybox -perm -1)" "$folder/image/busybox"
  echo probe > "$folder/image/www/index.html"
  tar -C "$folder/image" -cf "$CACHE/probe.tar" .
  rm -rf "$folder"
}

give_probe() { docker_on "$1" import - quartet-probe:1 < "$CACHE/probe.tar"; }

# Published on 80, which is to be reached, and on 8000, which is not, whatever Docker has its own rules allow.
deploy_probe() {
  [ -e "$CACHE/probe.tar" ] || make_probe
  for node in $(nodes); do give_probe "$node"; done
  docker_on n1 network create --driver overlay probe
  docker_on n1 service create --detach --quiet --name probe --mode global --network probe --endpoint-mode dnsrr \
    --publish mode=host,published=80,target=8080 --publish mode=host,published=8000,target=8081 \
    --restart-delay 1s --stop-grace-period 1s --no-resolve-image \
    quartet-probe:1 /busybox sh -c '/busybox httpd -p 8081 -h /www && exec /busybox httpd -f -p 8080 -h /www'
  for node in $(nodes); do until_true 60 answers "$node"; done
  # It is published, seen from the machine itself.
  for node in $(nodes); do on "$node" 'curl -fsS --max-time 5 http://localhost:8000/'; done
  docker_on n1 exec "$(probe_of n1)" /busybox grep -E 'NoNewPrivs:.*1' /proc/1/status
}

probe_of() { docker_on "$1" ps -q --filter label=com.docker.swarm.service.name=probe; }

answers() { [ "$(curl -fs --max-time 2 "http://$(address_of "$1")/")" = probe ]; }
does_not_answer() { ! answers "$1"; }

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

# The names of a service's replicas take a moment to be known on every machine.
probes_reach_each_other() { for node in $(nodes); do until_true 30 reaches "$1" "$node"; done; }

# reaches COUNT NODE: whether that many answer to the probe on a node, each by its
# address inside; asked by curl of the machine in the probe's network.
reaches() {
  local container process address answering=0
  container=$(probe_of "$2")
  process=$(docker_on "$2" inspect --format '{{.State.Pid}}' "$container")
  for address in $(docker_on "$2" exec "$container" /busybox nslookup tasks.probe | sed -n '/tasks/,$s/^Address[^:]*: *\([0-9.]*\)$/\1/p'); do
    [ "$(on "$2" "sudo nsenter -n -t $process curl -fsS --max-time 5 http://$address:8080/")" != probe ] ||
      answering=$((answering + 1))
  done
  echo "$2: $answering"
  [ "$answering" = "$1" ]
}

# The connection that has them loaded tells.
firewall_reloads() {
  local node
  for node in $(nodes); do
    [ "$(on "$node" 'sudo systemctl reload quartet-firewall && sleep 1 && echo still here')" = 'still here' ]
  done
}

node_is() { [[ $(docker_on "$3" node ls --format '{{.Hostname}} {{.Status}} {{.Availability}}') = *"$1 $2"* ]]; }
ready_nodes() { docker_on "$1" node ls --format '{{.Status}}' | grep -c Ready; }
leader() { for n in n1 n2 n3; do docker_on $n node ls --format '{{.Hostname}} {{.ManagerStatus}}' 2> /dev/null && break; done | sed -n 's/ Leader$//p'; }
another_than() { nodes | grep -vx "$1" | head -n 1; }

drain() {
  play drain --tags swarm -e "{ swarm_drained: [$1] }"
  node_is "$1" 'Ready Drain' n1
  until_true 30 does_not_answer "$1"
  for node in $(nodes | grep -vx "$1"); do answers "$node"; done
}

undrain() {
  play undrain --tags swarm
  node_is "$1" 'Ready Active' n1
  until_true 60 answers "$1"
}

# The others go on serving without a pause, have a leader, and take orders.
power_cut() {
  local other node
  other=$(another_than "$1")
  "$LAB/lab" crash "$1"
  for _ in 1 2 3 4 5; do
    for node in $(nodes | grep -vx "$1"); do answers "$node"; done
    sleep 0.2
  done
  until_true 60 node_is "$1" Down "$other"
  docker_on "$other" service update --detach --label-add during-power-cut=yes probe
  [ "$(leader)" != "$1" ]
}

power_returns() {
  "$LAB/lab" start "$1"
  until_true 60 node_is "$1" Ready "$(another_than "$1")"
  until_true 60 answers "$1"
}

# The same name, an empty disk: the swarm does not know it, and still has the lost one among its managers.
replace() {
  "$LAB/lab" remove "$1"
  "$LAB/lab" add "$1"
  play replace
  give_probe "$1"
  until_true 60 answers "$1"
  [ "$(ready_nodes n1)" = 3 ]
  [ "$(docker_on n1 node ls -q | wc -l)" = 3 ]
}

grow() {
  "$LAB/lab" add n4
  play grow
  give_probe n4
  until_true 60 answers n4
  [ "$(ready_nodes n1)" = 4 ]
}

# It is still there, and is asked to leave; then it is taken away.
retire() {
  sed -E "s/(workers: .*)$1: (\{[^}]*\}), /\1/; s/^  children:/&\n    retired: { hosts: { $1: { ansible_host: $(address_of "$1") } } }/" \
    "$RUN/inventory.yml" > "$RUN/inventory-retired.yml"
  INVENTORY=$RUN/inventory-retired.yml play retire
  "$LAB/lab" remove "$1"
  play retired
  [ "$(docker_on n1 node ls -q | wc -l)" = 3 ]
}
