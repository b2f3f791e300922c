# Source this file to write the ssh configuration and the Ansible inventory of the lab.
# shellcheck shell=bash

create_key() { ssh-keygen -q -t ed25519 -N '' -C quartet-lab -f "$RUN/key"; }

write_clients() {
  ssh_config > "$RUN/ssh_config"
  known_hosts > "$RUN/known_hosts"
  inventory > "$RUN/inventory.yml"
}

ssh_config() {
  cat << END
Host $NETWORK.* n?
  User deploy
  IdentityFile $RUN/key
  IdentitiesOnly yes
  UserKnownHostsFile $RUN/known_hosts
  StrictHostKeyChecking yes
END
  local machine
  for machine in $(machines); do printf 'Host %s\n  HostName %s\n' "$machine" "$(address_of "$machine")"; done
}

# ssh checks the host keys, as for rented machines.
known_hosts() {
  local machine
  for machine in $(machines); do
    echo "$machine,$(address_of "$machine") $(cut -d ' ' -f 1,2 "$(disk_of "$machine")/etc/ssh/ssh_host_ed25519_key.pub")"
  done
}

inventory() {
  cat << END
all:
  vars:
    ansible_user: deploy
    node_address: "{{ ansible_host }}"
    ansible_ssh_common_args: -F $RUN/ssh_config
    # As in the example inventory.
    registry_name: "{{ hostvars[groups['registry'] | first].node_address }}:5000"
  children:
    nodes:
      children:
        managers: { hosts: { $(hosts_of managers) } }
        workers: { hosts: { $(hosts_of workers) } }
    registry: { hosts: { n1: } }
    database: { hosts: { n2: } }
    monitoring: { hosts: { n1: } }
END
}

hosts_of() {
  local machine group
  for machine in $(machines); do
    group=workers
    [ "${machine#n}" -gt "$MANAGERS" ] || group=managers
    [ "$group" != "$1" ] || printf '%s: { ansible_host: %s }, ' "$machine" "$(address_of "$machine")"
  done
}

# Ansible keeps its ssh connections open. They would hang once their machine is gone.
close_connections() {
  local socket
  for socket in "$RUN"/ssh/*; do
    [ ! -S "$socket" ] || timeout 5 ssh -o ControlPath="$socket" -O exit none 2> /dev/null || true
  done
}
