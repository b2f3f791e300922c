# To be sourced: what happens to the machines, and what is looked at then.
# shellcheck shell=bash

on() { timeout --foreground 60 ssh -F "$RUN/ssh_config" -o ConnectTimeout=5 "$@"; }
docker_on() { local node=$1 && shift && on "$node" "sudo docker $(printf '%q ' "$@")"; }

answers() { [[ $(curl -fs --max-time 2 "http://$(address_of "$1")/nginx-health") = quartet* ]]; }
does_not_answer() { ! answers "$1"; }

node_is() { [[ $(docker_on "$3" node ls --format '{{.Hostname}} {{.Status}} {{.Availability}}') = *"$1 $2"* ]]; }
is_manager() { [ "${1#n}" -le "$MANAGERS" ]; }
# Every manager is reachable, as it says itself, which takes it to know the leader, and as another one says.
has_say() { all_reachable "$1" && all_reachable "$(another_than "$1")"; }
all_reachable() { [ "$(docker_on "$1" node ls --format '{{.ManagerStatus}}' | grep -cE 'Reachable|Leader')" = "$MANAGERS" ]; }
ready_nodes() { docker_on "$1" node ls --format '{{.Status}}' | grep -c Ready; }
leader() { for n in n1 n2 n3; do docker_on $n node ls --format '{{.Hostname}} {{.ManagerStatus}}' 2> /dev/null && break; done | sed -n 's/ Leader$//p'; }
another_than() { nodes | grep -vx "$1" | head -n 1; }

in_front() { "$REHEARSAL/front" "$FRONT" "$1" "$(address_of "$2")"; }

# wait_over NODE [OPTION...]: until all services run as deployed.
wait_over() {
  local node=$1
  shift
  (cd "$REHEARSAL/../.." && node packages/swarm-wait/dist/main.js quartet --over "ssh -F $RUN/ssh_config $node sudo" "$@")
}

# replicas COUNT: of each service, as Ansible was asked for, and each of them draws.
scaled_to() {
  play "scale-$1" scale.yml -e "replicas=$1"
  # Those that are too many serve on for a moment.
  until_true 60 all_have "$1"
}

all_have() { [ "$(docker_on n1 service ls --format '{{.Name}} {{.Replicas}}' | grep -c "_service.* $1/$1$")" = 4 ]; }

goes_back() {
  local log=$OUTPUT/play-deploy-$1.log
  ! deploy "$1" || return 1
  grep -q 'service2-number: rolled back: rollback completed' "$log"
  grep -q "All services run as before: $1 did not come about" "$log"
  runs_version "$2"
}

# runs_version VERSION: what each service's image says of itself.
runs_version() {
  local service
  for service in nginx service1-frontend service2-number service3-float service4-product; do
    [ "$(docker_on n1 image inspect --format '{{index .Config.Labels "org.opencontainers.image.version"}}' \
      "$(docker_on n1 service inspect --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}' "quartet_$service")")" = "$1" ]
  done
}

rolls_back_to() {
  play rollback rollback.yml
  runs_version "$1"
}

rotates() {
  play rotate rotate-secrets.yml
  # The old one opens nothing, the new one does.
  [ "$(docker_on n1 secret ls --format '{{.Name}}' | grep -c '^quartet-')" = 3 ]
}

drain() {
  play drain drain.yml -e "node=$1"
  node_is "$1" 'Ready Drain' "$(another_than "$1")"
  does_not_answer "$1"
}

undrain() {
  play undrain return.yml -e "node=$1"
  node_is "$1" 'Ready Active' "$(another_than "$1")"
  answers "$1"
}

# Nobody is told beforehand. A balancer that asks its machines whether they are there, notices as the swarm does; all
# services run again on those that are left, and these take orders.
power_cut() {
  local other
  other=$(another_than "$1")
  "$LAB/lab" crash "$1"
  lost "$1" "$other"
  [ "$(leader)" != "$1" ]
  docker_on "$other" node update --label-add during-power-cut=yes "$other"
  docker_on "$other" node update --label-rm during-power-cut "$other"
}

lost() {
  until_true 60 node_is "$1" Down "$2"
  in_front leave "$1"
  wait_over "$2" --deadline 120
}

power_returns() {
  "$LAB/lab" start "$1"
  found "$1"
}

# As good as before: who loses another machine then can do without it.
found() {
  until_true 60 node_is "$1" Ready "$(another_than "$1")"
  ! is_manager "$1" || until_true 60 has_say "$1"
  until_true 90 answers "$1"
  in_front join "$1"
}

cable_is_cut() {
  "$LAB/lab" cut "$1"
  lost "$1" "$(another_than "$1")"
}

cable_is_mended() {
  "$LAB/lab" mend "$1"
  found "$1"
}

# What a machine has already, it starts without asking.
starts_without_registry() {
  on n1 sudo systemctl stop docker-registry
  docker_on n1 service update --detach --quiet --force quartet_service2-number
  wait_over n1 --deadline 240
  on n1 sudo systemctl start docker-registry
}

# The same name, an empty disk: the swarm does not know it, and still has the lost one among its managers.
replace() {
  "$LAB/lab" remove "$1"
  lost "$1" "$(another_than "$1")"
  "$LAB/lab" add "$1"
  site replace
  until_true 90 answers "$1"
  in_front join "$1"
  [ "$(ready_nodes n1)" = 3 ]
  [ "$(docker_on n1 node ls -q | wc -l)" = 3 ]
}

grow() {
  "$LAB/lab" add n4
  site grow
  answers n4
  in_front join n4
  [ "$(ready_nodes n1)" = 4 ]
  play rebalance rebalance.yml
}

# It is still there, and is asked to leave; then it is taken away.
retire() {
  play leave drain.yml -e "node=$1"
  sed -E "s/(workers: .*)$1: (\{[^}]*\}), /\1/; s/^  children:/&\n    retired: { hosts: { $1: { ansible_host: $(address_of "$1") } } }/" \
    "$RUN/inventory.yml" > "$RUN/inventory-retired.yml"
  INVENTORY=$RUN/inventory-retired.yml site retire
  "$LAB/lab" remove "$1"
  site retired
  [ "$(docker_on n1 node ls -q | wc -l)" = 3 ]
}

docker_is_upgraded() {
  play upgrade upgrade-docker.yml -e upgrade_always=true
  for node in $(nodes); do node_is "$node" 'Ready Active' n1 && answers "$node"; done
}

# The key is in the inventory's folder, and encrypted, as an operator has it.
speaks_https() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=site.example \
    -addext subjectAltName=DNS:site.example -keyout "$RUN/site.key" -out "$RUN/site.crt"
  ansible-vault encrypt "$RUN/site.key"
  cat > "$RUN/https.yml" << 'END'
stack_certificate: "{{ lookup('ansible.builtin.file', inventory_dir ~ '/site.crt') }}"
stack_certificate_key: "{{ lookup('ansible.builtin.unvault', inventory_dir ~ '/site.key') | string }}"
END
  play https deploy.yml -e keep_version=true -e "@$RUN/https.yml"
  for node in $(nodes); do
    curl -fsS --max-time 5 --cacert "$RUN/site.crt" --resolve "site.example:443:$(address_of "$node")" https://site.example/
    [ "$(curl -sS --max-time 5 -o /dev/null -w '%{http_code}' "http://$(address_of "$node")/")" = 308 ]
  done
}

# What was drawn after the backup is gone, and drawing goes on.
comes_back_from_backup() {
  local then now
  then=$(database 'select count(*) from objects')
  play backup backup.yml -e "backup_here=$RUN/backups"
  for _ in 1 2 3; do curl -fsS --max-time 5 "http://$(address_of n1)/" > /dev/null; done
  until_true 20 more_objects_than "$then"
  play restore restore.yml -e "backup=$(find "$RUN/backups" -name '*.gz')"
  now=$(database 'select count(*) from objects')
  [ "$now" = "$then" ]
  curl -fsS --max-time 5 "http://$(address_of n1)/" > /dev/null
  until_true 20 more_objects_than "$then"
}

more_objects_than() { [ "$(database 'select count(*) from objects')" -gt "$1" ]; }
