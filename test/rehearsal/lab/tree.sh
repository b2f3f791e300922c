# To be sourced: what this machine needs for a lab, and the tree that every node is copied from.
# shellcheck shell=bash

. "$LAB/../../support/shell/debian.sh"

TREE=$CACHE/$RELEASE
# As a freshly rented machine has them, and not more.
PACKAGES=systemd,systemd-sysv,dbus,openssh-server,sudo,python3,python3-apt,apt-utils
PACKAGES+=,iproute2,iputils-ping,ca-certificates,procps,kmod,netbase,nano,less,gpgv,cron

install_tools() {
  local missing=() pair
  for pair in debootstrap:debootstrap systemd-nspawn:systemd-container ip:iproute2 iptables:iptables ssh:openssh-client \
    pgrep:procps nmap:nmap ansible-playbook:ansible-core ansible-lint:ansible-lint mariadbd:mariadb-server-core mariadb:mariadb-client-core; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" > /dev/null || missing+=("${pair##*:}")
  done
  # Ansible's collections, without which it has no word for Docker.
  [ -d /usr/lib/python3/dist-packages/ansible_collections/community/docker ] || missing+=(ansible)
  [ ${#missing[@]} = 0 ] || step "Installing ${missing[*]}" install_packages "${missing[@]}"
}

security_mirror() {
  # shellcheck disable=SC2016 # for apt to expand
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Label: Debian-Security' | grep -m 1 '^http'
}

# The settings without which this machine's apt would not reach its mirrors, or not believe them.
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

# What the tree comes out of, in a word; it is made anew when that changes.
tree_content() {
  {
    echo "$RELEASE"
    cat "$LAB/tree.sh" "$LAB/tree"/*
    apt_sources
    apt_settings
    cat /usr/local/share/ca-certificates/*.crt 2> /dev/null || true
  } | sha256sum | cut -d ' ' -f 1
}

make_tree() {
  local content
  content=$(tree_content)
  [ "$(cat "$TREE.content" 2> /dev/null)" != "$content" ] || return 0
  rm -f "$TREE.content"
  step "Fetching Debian $RELEASE" bootstrap
  step 'Making a node of it' furnish
  echo "$content" > "$TREE.content"
}

# This machine's debootstrap may not know a later release's name; all recent ones are made like sid.
bootstrap() {
  local script=sid
  [ ! -e "/usr/share/debootstrap/scripts/$RELEASE" ] || script=$RELEASE
  mkdir -p "$CACHE"
  for _ in 1 2 3; do
    rm -rf --one-file-system "$TREE"
    timeout --foreground -k 30 900 debootstrap --variant=minbase --include="$PACKAGES" --keyring="$KEYRING" \
      "$RELEASE" "$TREE" "$(debian_mirror)" "$script" && return
  done
  return 1
}

furnish() {
  apt_sources > "$TREE/etc/apt/sources.list"
  apt_settings > "$TREE/etc/apt/apt.conf.d/90lab"
  # Whom this machine trusts.
  cp /usr/local/share/ca-certificates/*.crt "$TREE/usr/local/share/ca-certificates/" 2> /dev/null || true
  cp --remove-destination "$(resolver)" "$TREE/etc/resolv.conf"
  chroot "$TREE" update-ca-certificates
  for _ in 1 2 3; do
    timeout --foreground -k 30 300 chroot "$TREE" apt-get -q "${PATIENTLY[@]}" update && break
  done
  rm -f "$TREE"/etc/ssh/ssh_host_* "$TREE"/var/cache/apt/archives/*.deb
  : > "$TREE/etc/machine-id"
  chroot "$TREE" useradd --create-home --shell /bin/bash deploy
  echo 'deploy ALL=(ALL) NOPASSWD:ALL' > "$TREE/etc/sudoers.d/deploy"
  cp "$LAB/tree/writable-cgroups.service" "$TREE/etc/systemd/system/"
  mkdir -p "$TREE/etc/systemd/system/sysinit.target.wants"
  ln -s ../writable-cgroups.service "$TREE/etc/systemd/system/sysinit.target.wants/"
}

# A resolver that runs on this machine itself would be another one's inside a node.
resolver() {
  if [ -e /run/systemd/resolve/resolv.conf ]; then echo /run/systemd/resolve/resolv.conf; else echo /etc/resolv.conf; fi
}
