# Source this file for the paths and names that all scripts of the lab use.
# shellcheck shell=bash disable=SC2034

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$LAB/../../support/shell/step.sh"

# Holds the root file system that every machine is copied from and, while the lab is up, the disks of the machines.
CACHE=${QUARTET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/quartet}/lab
# Holds all other files of a running lab: keys, inventory, console logs.
RUN=/run/quartet-lab
# The Debian release of the machines, by default that of this host.
RELEASE=${QUARTET_LAB_RELEASE:-$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")}

NETWORK=10.213.77
HOST=$NETWORK.1
BRIDGE=quartet-lab
# The first machines are managers: three, as in a small production swarm, which tolerates the loss of one. All others
# are workers.
MANAGERS=${QUARTET_LAB_MANAGERS:-3}

address_of() { echo "$NETWORK.$((10 + ${1#n}))"; }
cable_of() { echo "quartet-$1"; }
namespace_of() { echo "quartet-$1"; }
disk_of() { echo "$CACHE/machines/$1"; }
machines() { find "$CACHE/machines" -mindepth 1 -maxdepth 1 -name 'n*' -printf '%f\n' 2> /dev/null | sort -V; }

require_machine() {
  [[ ${1:-} =~ ^n[0-9]+$ ]] || fail "MACHINE must be n1, n2, …, got '${1:-}'."
  [ -d "$(disk_of "$1")" ] || fail "Machine $1 does not exist. Run 'lab status' for a list."
}
