#!/bin/sh
# Like the official image's entrypoint: passes the arguments to node unless the first one is a program.
set -e
is_program() {
  case $1 in -*) return 1 ;; esac
  command -v "$1" > /dev/null && { [ ! -f "$1" ] || [ -x "$1" ]; }
}
is_program "$1" || set -- node "$@"
exec "$@"
