# To be sourced: the nodes' network, which is a bridge with this machine as their way out, and their cables.
# shellcheck shell=bash

. "$LAB/../../support/shell/forwarding.sh"

# The nodes' ways through this machine, which Docker on it would close otherwise.
RULES=(
  'nat POSTROUTING -s '"$NETWORK.0/24"' ! -d '"$NETWORK.0/24"' -j MASQUERADE'
  'filter FORWARD -i '"$BRIDGE"' -j ACCEPT'
  'filter FORWARD -o '"$BRIDGE"' -j ACCEPT'
)

# with_rules -I|-D
with_rules() {
  local rule
  for rule in "${RULES[@]}"; do
    # shellcheck disable=SC2086 # words of a rule
    iptables -w 30 -t ${rule%% *} "$1" ${rule#* } || return
  done
}

network_up() {
  note_forwarding_for lab
  echo 1 > "$FORWARDING"
  ip link add "$BRIDGE" type bridge
  ip address add "$HOST/24" dev "$BRIDGE"
  ip link set "$BRIDGE" up
  with_rules -I
}

network_down() {
  while with_rules -D 2> /dev/null; do :; done
  ! ip link show "$BRIDGE" > /dev/null 2>&1 || ip link delete "$BRIDGE"
  restore_forwarding_for lab
}

# plug_in NODE: a namespace with nothing in it but a cable to the bridge. It goes with every stop, since a machine that
# boots has no firewall rules or bridges of before.
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
