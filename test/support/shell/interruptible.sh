# To be sourced by a program that has to clean up after its commands, also when it is interrupted: `trap … EXIT` there.
# shellcheck shell=bash

child='' interrupted=''

# run COMMAND...: in a group of its own, to which signals are passed on: bash by itself would not act on them before the
# command ended.
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
