# Source this file to print messages, exit with an error and run timed steps.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*" && exit 1; }

command -v timeout > /dev/null || timeout() { shift && "$@"; }

# step TITLE COMMAND...: runs a slow command and prints its duration. If it fails, prints the last lines of its output.
step() {
  local title=$1 start=$SECONDS log status
  shift
  log=$(mktemp)
  printf '%s ... ' "$title" >&2
  # Not `if "$@"`: bash ignores `set -e` inside a condition.
  set +e
  (set -e && "$@") > "$log" 2>&1 < /dev/null
  status=$?
  set -e
  if [ $status = 0 ]; then
    say "$((SECONDS - start)) s"
  else
    say "failed after $((SECONDS - start)) s:"
    tail -n 40 "$log" >&2
  fi
  rm "$log"
  return $status
}
