# To be sourced: the nodes' control groups. Each node's processes are in one of its own, below `quartet-lab`, in every
# hierarchy; so whatever a node has started can be found, ended and measured.
# shellcheck shell=bash

# One in cgroup v2, one for each controller in v1.
hierarchies() {
  if [ -e /sys/fs/cgroup/cgroup.procs ]; then echo /sys/fs/cgroup; else dirname /sys/fs/cgroup/*/cgroup.procs; fi
}

groups_of() { hierarchies | sed "s|\$|/quartet-lab/$1|"; }

# Who is in a cpuset without processors and memory may not run.
fill_cpuset() {
  [ -e "$1/cpuset.cpus" ] && [ -e "$1/cpuset.mems" ] && [ -z "$(cat "$1/cpuset.cpus")" ] || return 0
  cat "$(dirname "$1")/cpuset.cpus" > "$1/cpuset.cpus"
  cat "$(dirname "$1")/cpuset.mems" > "$1/cpuset.mems"
}

make_cgroups() {
  local group
  for group in $(groups_of "$1"); do
    mkdir -p "$group"
    [ -e /sys/fs/cgroup/cgroup.procs ] || { fill_cpuset "$(dirname "$group")" && fill_cpuset "$group"; }
  done
}

# Has this very process, and what it becomes, in the node's groups.
enter_cgroups() {
  local group
  for group in $(groups_of "$1"); do echo "$BASHPID" > "$group/cgroup.procs"; done
}

# Removes them, with '' those of all nodes; one that has a process stays.
remove_cgroups() {
  local group
  for group in $(groups_of "$1"); do
    [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} + 2> /dev/null || true
  done
}

processes_of() {
  local group
  for group in $(groups_of "$1"); do
    [ ! -d "$group" ] || find "$group" -name cgroup.procs -exec cat {} + 2> /dev/null || true
  done | sort -un
}

# In MiB; what the kernel keeps of files does not count.
memory_of() {
  local total=0 id pages
  for id in $(processes_of "$1"); do
    read -r _ pages _ < "/proc/$id/statm" 2> /dev/null || continue
    total=$((total + pages / 256))
  done
  echo "$total"
}
