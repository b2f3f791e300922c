# To be sourced: whether this machine passes packets on, which a Docker engine and a lab both turn on. It is put back when
# the last of them is gone, so that none of two that run at once takes it from the other.
# shellcheck shell=bash

FORWARDING=/proc/sys/net/ipv4/ip_forward
FORWARDING_USERS=/run/quartet-forwarding

# note_forwarding_for NAME: before it is turned on.
note_forwarding_for() {
  mkdir -p "$FORWARDING_USERS"
  [ -e "$FORWARDING_USERS/.before" ] || cat "$FORWARDING" > "$FORWARDING_USERS/.before"
  touch "$FORWARDING_USERS/$1"
}

# restore_forwarding_for NAME: does nothing where it was not noted.
restore_forwarding_for() {
  [ -e "$FORWARDING_USERS/$1" ] || return 0
  rm "$FORWARDING_USERS/$1"
  [ -z "$(ls "$FORWARDING_USERS")" ] || return 0
  cat "$FORWARDING_USERS/.before" > "$FORWARDING"
  rm -r "$FORWARDING_USERS"
}
