# To be sourced: what ssh and Ansible have to know of the nodes.
# shellcheck shell=bash

make_key() { ssh-keygen -q -t ed25519 -N '' -C quartet-lab -f "$RUN/key"; }

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
  local node
  for node in $(nodes); do printf 'Host %s\n  HostName %s\n' "$node" "$(address_of "$node")"; done
}

# So that a node's key is checked as that of a rented machine is.
known_hosts() {
  local node
  for node in $(nodes); do
    echo "$node,$(address_of "$node") $(cut -d ' ' -f 1,2 "$(disk_of "$node")/etc/ssh/ssh_host_ed25519_key.pub")"
  done
}

inventory() {
  cat << END
all:
  vars:
    ansible_user: deploy
    node_address: "{{ ansible_host }}"
    ansible_ssh_common_args: -F $RUN/ssh_config
    # As the example has it.
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
  local node group
  for node in $(nodes); do
    group=workers
    [ "${node#n}" -gt "$MANAGERS" ] || group=managers
    [ "$group" != "$1" ] || printf '%s: { ansible_host: %s }, ' "$node" "$(address_of "$node")"
  done
}

# Ansible keeps its connections for a while, which would hang on a node that is gone.
close_connections() {
  local socket
  for socket in "$RUN"/ssh/*; do
    [ ! -S "$socket" ] || timeout 5 ssh -o ControlPath="$socket" -O exit none 2> /dev/null || true
  done
}
