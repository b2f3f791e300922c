# Source this file to save and restore the IP forwarding setting of this machine. A Docker engine and a lab both turn it
# on. The last user restores it, so that two that run at the same time do not interfere.
# shellcheck shell=bash

FORWARDING=/proc/sys/net/ipv4/ip_forward
FORWARDING_USERS=/run/quartet-forwarding

# save_forwarding_for NAME: call this before you turn forwarding on.
save_forwarding_for() {
  mkdir -p "$FORWARDING_USERS"
  [ -e "$FORWARDING_USERS/.before" ] || cat "$FORWARDING" > "$FORWARDING_USERS/.before"
  touch "$FORWARDING_USERS/$1"
}

# restore_forwarding_for NAME: does nothing if NAME has not saved the setting.
restore_forwarding_for() {
  [ -e "$FORWARDING_USERS/$1" ] || return 0
  rm "$FORWARDING_USERS/$1"
  [ -z "$(ls "$FORWARDING_USERS")" ] || return 0
  cat "$FORWARDING_USERS/.before" > "$FORWARDING"
  rm -r "$FORWARDING_USERS"
}
