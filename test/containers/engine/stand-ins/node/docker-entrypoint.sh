#!/bin/sh
# As the official image's: what is no program is for node, be it an option or a script.
set -e
is_program() {
  case $1 in -*) return 1 ;; esac
  command -v "$1" > /dev/null && { [ ! -f "$1" ] || [ -x "$1" ]; }
}
is_program "$1" || set -- node "$@"
exec "$@"
