# Source this file in a program that must clean up even after a signal. The program sets `trap … EXIT`.
# shellcheck shell=bash

child='' interrupted=''

# run COMMAND...: runs the command in a separate process group and forwards signals to it. Without this, bash handles a
# signal only after the command has ended.
run() {
  local status
  [ -z "$interrupted" ] || exit "$interrupted"
  set -m
  "$@" &
  child=$!
  set +m
  while :; do
    wait $child && status=0 || status=$?
    kill -0 $child 2> /dev/null || break
  done
  child=''
  [ -z "$interrupted" ] || exit "$interrupted"
  return $status
}

# interrupt SIGNAL CODE
interrupt() {
  interrupted=$2
  say 'Interrupted.'
  [ -z "$child" ] || kill -s "$1" -- "-$child" 2> /dev/null || true
}

trap 'interrupt HUP 129' HUP
trap 'interrupt INT 130' INT
trap 'interrupt TERM 143' TERM
