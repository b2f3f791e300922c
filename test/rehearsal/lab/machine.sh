# Source this file to create, start, stop and remove machines.
# shellcheck shell=bash

create_disk() {
  local disk home
  disk=$(disk_of "$1")
  rm -rf --one-file-system "$disk" "$disk.part"
  cp -a --reflink=auto "$ROOTFS" "$disk.part"
  echo "$1" > "$disk.part/etc/hostname"
  printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$1" > "$disk.part/etc/hosts"
  ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$disk.part/etc/ssh/ssh_host_ed25519_key"
  home=$disk.part/home/deploy
  install -d -m 700 "$home/.ssh"
  install -m 600 "$RUN/key.pub" "$home/.ssh/authorized_keys"
  chroot "$disk.part" chown -R deploy:deploy /home/deploy/.ssh
  mv "$disk.part" "$disk"
}

# The process id of systemd-nspawn for a machine. Its child is the init process of the machine.
nspawn_of() {
  local id
  for id in $(cat "$RUN/$1.pid" 2> /dev/null); do
    [[ $(readlink "/proc/$id/exe") = */systemd-nspawn ]] && tr '\0' '\n' < "/proc/$id/cmdline" |
      grep -qxF -- "--machine=quartet-$1" && echo "$id" && return
  done
  return 1
}

init_of() { nspawn_of "$1" > /dev/null && pgrep -P "$(nspawn_of "$1")" | head -n 1 | grep .; }

start_machine() {
  ! nspawn_of "$1" > /dev/null || return 0
  kill_processes "$1"
  remove_cgroups "$1"
  unplug "$1"
  plug_in "$1"
  create_cgroups "$1"
  launch "$1"
}

# Docker needs all system calls and a writable /proc/sys. The machines share the clock of this host, so they must not
# set it. systemd of Debian 13 accepts cgroup v1 only with these options on its command line.
launch() {
  local init_options=()
  [ -e /sys/fs/cgroup/cgroup.procs ] ||
    init_options=(systemd.unified_cgroup_hierarchy=0 SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1)
  (
    enter_cgroups "$1"
    export SYSTEMD_SECCOMP=0 SYSTEMD_NSPAWN_API_VFS_WRITABLE=1
    cd /
    exec setsid systemd-nspawn --quiet --directory="$(disk_of "$1")" --machine="quartet-$1" --hostname="$1" --boot \
      --register=no --keep-unit --private-users=no --capability=all --drop-capability=CAP_SYS_TIME \
      --network-namespace-path="/run/netns/$(namespace_of "$1")" --resolv-conf=off --timezone=off --link-journal=no \
      --console=pipe "${init_options[@]}" < /dev/null > "$RUN/$1.console" 2>&1 9>&-
  ) &
  echo $! > "$RUN/$1.pid"
}

can_log_in() { timeout 10 ssh -F "$RUN/ssh_config" -o ConnectTimeout=2 "$1" true; } 2> /dev/null

wait_for_login() {
  local deadline=$((SECONDS + 60))
  until can_log_in "$1"; do
    [ $SECONDS -lt $deadline ] || { cat "$RUN/$1.console" && return 1; }
    sleep 0.2
  done
}

# On SIGTERM, systemd-nspawn shuts the machine down in order.
stop_machine() {
  local deadline=$((SECONDS + 90)) id
  if id=$(nspawn_of "$1"); then
    kill -TERM "$id"
    while nspawn_of "$1" > /dev/null && [ $SECONDS -lt $deadline ]; do sleep 0.1; done
  fi
  crash_machine "$1"
}

# When init dies, the kernel kills all other processes of the machine, and systemd-nspawn exits.
crash_machine() {
  local id
  ! id=$(init_of "$1") || kill -KILL "$id" 2> /dev/null || true
  kill_processes "$1"
  unplug "$1"
  rm -f "$RUN/$1.pid"
}

# kill_processes MACHINE: kills all processes in the groups of the machine. '' stands for all machines.
kill_processes() {
  local deadline=$((SECONDS + 30)) ids
  while ids=$(processes_of "$1") && [ -n "$ids" ]; do
    # shellcheck disable=SC2086 # split the ids into words
    kill -KILL $ids 2> /dev/null || true
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.1
  done
}

remove_machine() {
  crash_machine "$1"
  remove_cgroups "$1"
  rm -rf --one-file-system "$(disk_of "$1")" "$RUN/$1.console"
}
