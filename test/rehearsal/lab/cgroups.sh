# Source this file to manage the control groups of the machines. In every hierarchy, the processes of a machine are in
# one group below `quartet-lab`, so that the lab can list, kill and measure all of them.
# shellcheck shell=bash

# Cgroup v2 has one hierarchy, v1 has one for each controller.
hierarchies() {
  if [ -e /sys/fs/cgroup/cgroup.procs ]; then echo /sys/fs/cgroup; else dirname /sys/fs/cgroup/*/cgroup.procs; fi
}

groups_of() { hierarchies | sed "s|\$|/quartet-lab/$1|"; }

# No process can enter a v1 cpuset that has no processors or no memory.
inherit_cpuset() {
  [ -e "$1/cpuset.cpus" ] && [ -e "$1/cpuset.mems" ] && [ -z "$(cat "$1/cpuset.cpus")" ] || return 0
  cat "$(dirname "$1")/cpuset.cpus" > "$1/cpuset.cpus"
  cat "$(dirname "$1")/cpuset.mems" > "$1/cpuset.mems"
}

create_cgroups() {
  local group
  for group in $(groups_of "$1"); do
    mkdir -p "$group"
    [ -e /sys/fs/cgroup/cgroup.procs ] || { inherit_cpuset "$(dirname "$group")" && inherit_cpuset "$group"; }
  done
}

# enter_cgroups MACHINE: moves the current subshell into the groups of the machine.
enter_cgroups() {
  local group
  for group in $(groups_of "$1"); do echo "$BASHPID" > "$group/cgroup.procs"; done
}

# remove_cgroups MACHINE: '' stands for all machines. Keeps groups that still have a process.
remove_cgroups() {
  local group
  for group in $(groups_of "$1"); do
    [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} + 2> /dev/null || true
  done
}

# processes_of MACHINE: '' stands for all machines.
processes_of() {
  local group
  for group in $(groups_of "$1"); do
    [ ! -d "$group" ] || find "$group" -name cgroup.procs -exec cat {} + 2> /dev/null || true
  done | sort -un
}

# Resident memory in MiB, without the page cache.
memory_of() {
  local total=0 id pages
  for id in $(processes_of "$1"); do
    read -r _ pages _ < "/proc/$id/statm" 2> /dev/null || continue
    total=$((total + pages / 256))
  done
  echo "$total"
}
