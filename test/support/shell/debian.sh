# To be sourced: what is fetched from Debian. Mirrors hang and fail now and then, and another program may hold apt's lock.
# shellcheck shell=bash

# What the next stable release is made of. Its programs of Docker run on the last two as well, and it has the versions of
# nginx, MariaDB and Node that the project runs on.
NEXT_DEBIAN=forky
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
PATIENTLY=(-o DPkg::Lock::Timeout=300 -o Acquire::http::Timeout=15 -o Acquire::Retries=3)
export DEBIAN_FRONTEND=noninteractive

# apt_get COMMAND...: at most ten minutes, three times.
apt_get() {
  for _ in 1 2 3; do
    timeout --foreground -k 30 600 apt-get -qy "${PATIENTLY[@]}" "$@" && return
    sleep 2
  done
  return 1
}

# install_packages NAME...: as root; whoever else is told what is missing.
install_packages() {
  [ "$(id -u)" = 0 ] || { echo "This takes $*: install that as root." >&2 && return 1; }
  dpkg --configure -a
  apt_get update
  apt_get install --no-install-recommends "$@"
}

known_mirror() {
  # shellcheck disable=SC2016 # for apt to expand
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Origin: Debian' 'Label: Debian' | grep -m 1 '^http'
}

# The mirror that this machine's own apt uses.
debian_mirror() { known_mirror || { apt_get update > /dev/null && known_mirror; }; }

# download_from_next FOLDER NAME...: packages of the next release, by an apt of its own: the machine's hears of nothing.
download_from_next() {
  local folder=$1 options
  shift
  mkdir -p "$folder/lists/partial"
  echo "deb [signed-by=$KEYRING] $(debian_mirror) $NEXT_DEBIAN main" > "$folder/sources.list"
  options=(-o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null)
  options+=(-o "Dir::State::lists=$folder/lists" -o Dir::State::status=/dev/null)
  options+=(-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
  # A mirror may be frozen on purpose; the signature counts all the same.
  options+=(-o Acquire::Check-Valid-Until=false -o Acquire::Languages=none -o APT::Sandbox::User=root)
  apt_get "${options[@]}" update
  (cd "$folder" && apt_get "${options[@]}" download "$@")
}
