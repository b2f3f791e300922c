# Source this file to install and download Debian packages. It sets timeouts and retries, because mirrors sometimes hang
# or fail and another program may hold the lock of apt.
# shellcheck shell=bash

# The next stable release (testing). Its Docker packages also run on the last two releases, and it has the versions of
# nginx, MariaDB and Node that the project uses.
NEXT_DEBIAN=forky
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
APT_OPTIONS=(-o DPkg::Lock::Timeout=300 -o Acquire::http::Timeout=15 -o Acquire::Retries=3)
export DEBIAN_FRONTEND=noninteractive

# apt_get COMMAND...: makes up to three attempts of at most ten minutes each.
apt_get() {
  for _ in 1 2 3; do
    timeout --foreground -k 30 600 apt-get -qy "${APT_OPTIONS[@]}" "$@" && return
    sleep 2
  done
  return 1
}

# install_packages NAME...: needs root.
install_packages() {
  [ "$(id -u)" = 0 ] || { echo "Missing packages: $*. Install them as root." >&2 && return 1; }
  dpkg --configure -a
  apt_get update
  apt_get install --no-install-recommends "$@"
}

current_mirror() {
  # shellcheck disable=SC2016 # for apt to expand
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Origin: Debian' 'Label: Debian' | grep -m 1 '^http'
}

# The mirror that apt on this machine uses.
debian_mirror() { current_mirror || { apt_get update > /dev/null && current_mirror; }; }

# download_from_next FOLDER NAME...: downloads packages of the next release. Uses a separate apt state in FOLDER, so
# that the package lists of the machine do not change.
download_from_next() {
  local folder=$1 options
  shift
  mkdir -p "$folder/lists/partial"
  echo "deb [signed-by=$KEYRING] $(debian_mirror) $NEXT_DEBIAN main" > "$folder/sources.list"
  options=(-o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null)
  options+=(-o "Dir::State::lists=$folder/lists" -o Dir::State::status=/dev/null)
  options+=(-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
  # Accept an expired Release file, since a mirror may be a snapshot. apt still checks the signature.
  options+=(-o Acquire::Check-Valid-Until=false -o Acquire::Languages=none -o APT::Sandbox::User=root)
  apt_get "${options[@]}" update
  (cd "$folder" && apt_get "${options[@]}" download "$@")
}
