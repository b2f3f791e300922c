# Source this file to install the tools of the lab and to create the root file system that every machine is copied from.
# shellcheck shell=bash

. "$LAB/../../support/shell/debian.sh"

ROOTFS=$CACHE/$RELEASE
# The packages of a freshly rented machine.
PACKAGES=systemd,systemd-sysv,dbus,openssh-server,sudo,python3,python3-apt,apt-utils
PACKAGES+=,iproute2,iputils-ping,ca-certificates,procps,kmod,netbase,nano,less,gpgv,cron

install_tools() {
  local missing=() pair
  for pair in debootstrap:debootstrap systemd-nspawn:systemd-container ip:iproute2 iptables:iptables ssh:openssh-client \
    pgrep:procps nmap:nmap ansible-playbook:ansible-core ansible-lint:ansible-lint mariadbd:mariadb-server-core mariadb:mariadb-client-core; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" > /dev/null || missing+=("${pair##*:}")
  done
  # The package `ansible` has the collections, including community.docker.
  [ -d /usr/lib/python3/dist-packages/ansible_collections/community/docker ] || missing+=(ansible)
  [ ${#missing[@]} = 0 ] || step "Installing ${missing[*]}" install_packages "${missing[@]}"
}

security_mirror() {
  # shellcheck disable=SC2016 # for apt to expand
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Label: Debian-Security' | grep -m 1 '^http'
}

# The proxy and time check settings that apt on this host needs to use its mirrors.
apt_settings() {
  apt-config dump | grep -E '^Acquire::(Check-(Valid-Until|Date)|https?::(Proxy|Proxy::.*)) ' || true
  [ -z "${http_proxy:-}" ] || printf 'Acquire::http::Proxy "%s";\n' "$http_proxy"
  [ -z "${https_proxy:-}" ] || printf 'Acquire::https::Proxy "%s";\n' "$https_proxy"
}

apt_sources() {
  local mirror security
  mirror=$(debian_mirror)
  echo "deb $mirror $RELEASE main"
  echo "deb $mirror $RELEASE-updates main"
  ! security=$(security_mirror) || echo "deb $security $RELEASE-security main"
}

# A checksum of everything that determines the root file system, which is created again when the checksum changes.
rootfs_checksum() {
  {
    echo "$RELEASE"
    cat "$LAB/rootfs.sh" "$LAB/rootfs"/*
    apt_sources
    apt_settings
    cat /usr/local/share/ca-certificates/*.crt 2> /dev/null || true
  } | sha256sum | cut -d ' ' -f 1
}

create_rootfs() {
  local checksum
  checksum=$(rootfs_checksum)
  [ "$(cat "$ROOTFS.checksum" 2> /dev/null)" != "$checksum" ] || return 0
  rm -f "$ROOTFS.checksum"
  step "Bootstrapping Debian $RELEASE" bootstrap
  step 'Configuring the root file system' configure_rootfs
  echo "$checksum" > "$ROOTFS.checksum"
}

# debootstrap on this host may not know a later release. The script for sid works for all recent ones.
bootstrap() {
  local script=sid
  [ ! -e "/usr/share/debootstrap/scripts/$RELEASE" ] || script=$RELEASE
  mkdir -p "$CACHE"
  for _ in 1 2 3; do
    rm -rf --one-file-system "$ROOTFS"
    timeout --foreground -k 30 900 debootstrap --variant=minbase --include="$PACKAGES" --keyring="$KEYRING" \
      "$RELEASE" "$ROOTFS" "$(debian_mirror)" "$script" && return
  done
  return 1
}

configure_rootfs() {
  apt_sources > "$ROOTFS/etc/apt/sources.list"
  apt_settings > "$ROOTFS/etc/apt/apt.conf.d/90lab"
  # Trust the additional certificate authorities of this host.
  cp /usr/local/share/ca-certificates/*.crt "$ROOTFS/usr/local/share/ca-certificates/" 2> /dev/null || true
  cp --remove-destination "$(resolver_file)" "$ROOTFS/etc/resolv.conf"
  chroot "$ROOTFS" update-ca-certificates
  for _ in 1 2 3; do
    timeout --foreground -k 30 300 chroot "$ROOTFS" apt-get -q "${APT_OPTIONS[@]}" update && break
  done
  rm -f "$ROOTFS"/etc/ssh/ssh_host_* "$ROOTFS"/var/cache/apt/archives/*.deb
  : > "$ROOTFS/etc/machine-id"
  chroot "$ROOTFS" useradd --create-home --shell /bin/bash deploy
  echo 'deploy ALL=(ALL) NOPASSWD:ALL' > "$ROOTFS/etc/sudoers.d/deploy"
  cp "$LAB/rootfs/writable-cgroups.service" "$ROOTFS/etc/systemd/system/"
  mkdir -p "$ROOTFS/etc/systemd/system/sysinit.target.wants"
  ln -s ../writable-cgroups.service "$ROOTFS/etc/systemd/system/sysinit.target.wants/"
}

# The loopback address of a local resolver on this host does not work inside a machine, so use its upstream servers.
resolver_file() {
  if [ -e /run/systemd/resolve/resolv.conf ]; then echo /run/systemd/resolve/resolv.conf; else echo /etc/resolv.conf; fi
}
