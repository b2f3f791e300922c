# Source this file to manage the network of the lab: a bridge with this host as the gateway, and a cable (a veth pair)
# to each machine.
# shellcheck shell=bash

. "$LAB/../../support/shell/forwarding.sh"

# Allow and masquerade the traffic of the machines. Docker on this host would drop it otherwise.
RULES=(
  'nat POSTROUTING -s '"$NETWORK.0/24"' ! -d '"$NETWORK.0/24"' -j MASQUERADE'
  'filter FORWARD -i '"$BRIDGE"' -j ACCEPT'
  'filter FORWARD -o '"$BRIDGE"' -j ACCEPT'
)

# change_rules -I|-D
change_rules() {
  local rule
  for rule in "${RULES[@]}"; do
    # shellcheck disable=SC2086 # split the rule into words
    iptables -w 30 -t ${rule%% *} "$1" ${rule#* } || return
  done
}

start_network() {
  save_forwarding_for lab
  echo 1 > "$FORWARDING"
  ip link add "$BRIDGE" type bridge
  ip address add "$HOST/24" dev "$BRIDGE"
  ip link set "$BRIDGE" up
  change_rules -I
}

stop_network() {
  while change_rules -D 2> /dev/null; do :; done
  ! ip link show "$BRIDGE" > /dev/null 2>&1 || ip link delete "$BRIDGE"
  restore_forwarding_for lab
}

# plug_in MACHINE: creates a network namespace with a cable to the bridge. `unplug` removes both at each stop, so that
# no firewall rule or bridge survives a reboot.
plug_in() {
  local space cable
  space=$(namespace_of "$1") cable=$(cable_of "$1")
  ip netns add "$space"
  ip link add "$cable" type veth peer name eth0 netns "$space"
  ip link set "$cable" master "$BRIDGE" up
  ip -n "$space" address add "$(address_of "$1")/24" dev eth0
  ip -n "$space" link set lo up
  ip -n "$space" link set eth0 up
  ip -n "$space" route add default via "$HOST"
}

unplug() {
  ! ip link show "$(cable_of "$1")" > /dev/null 2>&1 || ip link delete "$(cable_of "$1")"
  [ ! -e "/run/netns/$(namespace_of "$1")" ] || ip netns delete "$(namespace_of "$1")"
}
