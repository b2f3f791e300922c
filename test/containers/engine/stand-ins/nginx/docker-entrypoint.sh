#!/bin/sh
# Like the official image's entrypoint: runs the *.sh files in /docker-entrypoint.d in order, and sources the *.envsh files.
# Their variables are visible to later files, but not to nginx.
set -e

log() { [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: $*"; }

prepare() {
  while read -r file; do
    case $file in *.sh | *.envsh) ;; *) log "Ignoring $file" && continue ;; esac
    [ -x "$file" ] || { log "Ignoring $file, not executable" && continue; }
    log "Launching $file"
    # shellcheck disable=SC1090
    case $file in *.envsh) . "$file" ;; *) "$file" ;; esac
  done
  log 'Configuration complete; ready for start up'
}

case $1 in
  nginx | nginx-debug) find /docker-entrypoint.d/ -follow -type f | sort -V | prepare ;;
esac
exec "$@"
