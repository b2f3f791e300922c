# To be sourced: where the lab has its things, and what its nodes are called.
# shellcheck shell=bash disable=SC2034

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$LAB/../../support/shell/step.sh"

# The tree that every node is copied from, and, as long as they are up, the nodes' disks.
CACHE=${QUARTET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/quartet}/lab
# What else lives as long as the nodes do: keys, inventory, consoles.
RUN=/run/quartet-lab
# Debian's release on the nodes: that of this machine, or another one.
RELEASE=${QUARTET_LAB_RELEASE:-$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")}

NETWORK=10.213.77
HOST=$NETWORK.1
BRIDGE=quartet-lab
# As in a small real swarm: three managers, any one of which may die; all further nodes are workers.
MANAGERS=${QUARTET_LAB_MANAGERS:-3}

address_of() { echo "$NETWORK.$((10 + ${1#n}))"; }
cable_of() { echo "quartet-$1"; }
namespace_of() { echo "quartet-$1"; }
disk_of() { echo "$CACHE/nodes/$1"; }
nodes() { find "$CACHE/nodes" -mindepth 1 -maxdepth 1 -name 'n*' -printf '%f\n' 2> /dev/null | sort -V; }

must_be_node() {
  [[ ${1:-} =~ ^n[0-9]+$ ]] || fail 'Which node? n1, n2, …'
  [ -d "$(disk_of "$1")" ] || fail "There is no $1."
}
