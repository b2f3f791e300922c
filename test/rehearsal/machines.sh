# Source this file to change machines and services, and to check the effect.
# shellcheck shell=bash

run_on() { timeout --foreground 60 ssh -F "$RUN/ssh_config" -o ConnectTimeout=5 "$@"; }
docker_on() { local machine=$1 && shift && run_on "$machine" "sudo docker $(printf '%q ' "$@")"; }

site_is_up() { [[ $(curl -fs --max-time 2 "http://$(address_of "$1")/nginx-health") = quartet* ]]; }
site_is_down() { ! site_is_up "$1"; }

# node_has_status NODE STATUS MACHINE: succeeds if MACHINE reports that NODE has STATUS.
node_has_status() {
  [[ $(docker_on "$3" node ls --format '{{.Hostname}} {{.Status}} {{.Availability}}') = *"$1 $2"* ]]
}
is_manager() { [ "${1#n}" -le "$MANAGERS" ]; }
# managers_are_reachable MANAGER: succeeds if both MANAGER and another manager report that all managers are reachable.
# MANAGER reports this only once it has found the leader.
managers_are_reachable() { sees_all_managers "$1" && sees_all_managers "$(other_machine "$1")"; }
sees_all_managers() {
  [ "$(docker_on "$1" node ls --format '{{.ManagerStatus}}' | grep -cE 'Reachable|Leader')" = "$MANAGERS" ]
}
count_ready_nodes() { docker_on "$1" node ls --format '{{.Status}}' | grep -c Ready; }
find_leader() {
  for machine in n1 n2 n3; do
    docker_on $machine node ls --format '{{.Hostname}} {{.ManagerStatus}}' 2> /dev/null && break
  done | sed -n 's/ Leader$//p'
}
other_machine() { machines | grep -vx "$1" | head -n 1; }

# change_pool add|remove MACHINE
change_pool() { "$REHEARSAL/pool" "$POOL" "$1" "$(address_of "$2")"; }

# wait_for_stack MACHINE [OPTION...]: waits until all services run as deployed.
wait_for_stack() {
  local machine=$1
  shift
  (cd "$REHEARSAL/../.." && node tools/deploy-wait/dist/main.js quartet --over "ssh -F $RUN/ssh_config $machine sudo" "$@")
}

# scale_to COUNT: sets the number of replicas of each service.
scale_to() {
  play "scale-$1" scale.yml -e "replicas=$1"
  # Surplus replicas take a moment to shut down.
  wait_until 60 services_have_replicas "$1"
}

services_have_replicas() {
  [ "$(docker_on n1 service ls --format '{{.Name}} {{.Replicas}}' | grep -c "_service.* $1/$1$")" = 4 ]
}

# roll_back_unhealthy VERSION PREVIOUS: deploys an unhealthy version, and expects a rollback to the previous one.
roll_back_unhealthy() {
  local log=$OUTPUT/play-deploy-$1.log
  ! deploy "$1" || return 1
  grep -q 'service2-number: rolled back: rollback completed' "$log"
  grep -qF "Version \`$1\` failed to deploy; all services rolled back" "$log"
  expect_version "$2"
}

# expect_version VERSION: compares it with the label of the image of each service.
expect_version() {
  local service
  for service in nginx service1-frontend service2-number service3-float service4-product; do
    [ "$(docker_on n1 image inspect --format '{{index .Config.Labels "org.opencontainers.image.version"}}' \
      "$(docker_on n1 service inspect --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}' "quartet_$service")")" = "$1" ]
  done
}

roll_back_to() {
  play rollback rollback.yml
  expect_version "$1"
}

rotate_passwords() {
  play rotate rotate-secrets.yml
  # The old secrets must be gone.
  [ "$(docker_on n1 secret ls --format '{{.Name}}' | grep -c '^quartet-')" = 3 ]
}

drain() {
  play drain drain.yml -e "node=$1"
  node_has_status "$1" 'Ready Drain' "$(other_machine "$1")"
  site_is_down "$1"
}

undrain() {
  play undrain return.yml -e "node=$1"
  node_has_status "$1" 'Ready Active' "$(other_machine "$1")"
  site_is_up "$1"
}

# Cuts the power without a warning. The remaining machines must run all services and accept changes.
cut_power() {
  local other
  other=$(other_machine "$1")
  "$LAB/lab" crash "$1"
  wait_for_failover "$1" "$other"
  [ "$(find_leader)" != "$1" ]
  docker_on "$other" node update --label-add during-power-cut=yes "$other"
  docker_on "$other" node update --label-rm during-power-cut "$other"
}

# wait_for_failover LOST OTHER: removes the lost machine from the pool as soon as the swarm notices, as a balancer with
# health checks would.
wait_for_failover() {
  wait_until 60 node_has_status "$1" Down "$2"
  change_pool remove "$1"
  wait_for_stack "$2" --deadline 120
}

restore_power() {
  "$LAB/lab" start "$1"
  wait_for_recovery "$1"
}

# Afterwards, the swarm tolerates the loss of another machine.
wait_for_recovery() {
  wait_until 60 node_has_status "$1" Ready "$(other_machine "$1")"
  ! is_manager "$1" || wait_until 60 managers_are_reachable "$1"
  wait_until 90 site_is_up "$1"
  change_pool add "$1"
}

disconnect() {
  "$LAB/lab" disconnect "$1"
  wait_for_failover "$1" "$(other_machine "$1")"
}

reconnect() {
  "$LAB/lab" reconnect "$1"
  wait_for_recovery "$1"
}

# Machines must start images that they already have without the registry.
restart_without_registry() {
  run_on n1 sudo systemctl stop docker-registry
  docker_on n1 service update --detach --quiet --force quartet_service2-number
  wait_for_stack n1 --deadline 240
  run_on n1 sudo systemctl start docker-registry
}

# The new machine has the same name and an empty disk. The swarm still lists the lost one among its managers.
replace_machine() {
  "$LAB/lab" remove "$1"
  wait_for_failover "$1" "$(other_machine "$1")"
  "$LAB/lab" add "$1"
  site replace
  wait_until 90 site_is_up "$1"
  change_pool add "$1"
  [ "$(count_ready_nodes n1)" = 3 ]
  [ "$(docker_on n1 node ls -q | wc -l)" = 3 ]
}

add_worker() {
  "$LAB/lab" add n4
  site add-worker
  site_is_up n4
  change_pool add n4
  [ "$(count_ready_nodes n1)" = 4 ]
  play rebalance rebalance.yml
}

# Drains the machine, moves it to the group `retired`, and removes it.
retire_machine() {
  play leave drain.yml -e "node=$1"
  sed -E "s/(workers: .*)$1: (\{[^}]*\}), /\1/; s/^  children:/&\n    retired: { hosts: { $1: { ansible_host: $(address_of "$1") } } }/" \
    "$RUN/inventory.yml" > "$RUN/inventory-retired.yml"
  INVENTORY=$RUN/inventory-retired.yml site retire
  "$LAB/lab" remove "$1"
  site retired
  [ "$(docker_on n1 node ls -q | wc -l)" = 3 ]
}

upgrade_docker() {
  play upgrade upgrade-docker.yml -e upgrade_always=true
  for machine in $(machines); do node_has_status "$machine" 'Ready Active' n1 && site_is_up "$machine"; done
}

# The key is encrypted in the folder of the inventory, as the documentation recommends.
enable_https() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=site.example \
    -addext subjectAltName=DNS:site.example -keyout "$RUN/site.key" -out "$RUN/site.crt"
  ansible-vault encrypt "$RUN/site.key"
  cat > "$RUN/https.yml" << 'END'
stack_certificate: "{{ lookup('ansible.builtin.file', inventory_dir ~ '/site.crt') }}"
stack_certificate_key: "{{ lookup('ansible.builtin.unvault', inventory_dir ~ '/site.key') | string }}"
END
  play https deploy.yml -e keep_version=true -e "@$RUN/https.yml"
  for machine in $(machines); do
    curl -fsS --max-time 5 --cacert "$RUN/site.crt" --resolve "site.example:443:$(address_of "$machine")" https://site.example/
    [ "$(curl -sS --max-time 5 -o /dev/null -w '%{http_code}' "http://$(address_of "$machine")/")" = 308 ]
  done
}

# Objects drawn after the backup must be gone, and the site must record new ones.
restore_backup() {
  local before after
  before=$(query 'select count(*) from objects')
  play backup backup.yml -e "backup_here=$RUN/backups"
  for _ in 1 2 3; do curl -fsS --max-time 5 "http://$(address_of n1)/" > /dev/null; done
  wait_until 20 has_more_objects_than "$before"
  play restore restore.yml -e "backup=$(find "$RUN/backups" -name '*.gz')"
  after=$(query 'select count(*) from objects')
  [ "$after" = "$before" ]
  curl -fsS --max-time 5 "http://$(address_of n1)/" > /dev/null
  wait_until 20 has_more_objects_than "$before"
}

has_more_objects_than() { [ "$(query 'select count(*) from objects')" -gt "$1" ]; }
