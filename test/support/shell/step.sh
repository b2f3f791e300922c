# To be sourced: how the tests' programs speak, fail, and show how long something takes.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*" && exit 1; }

command -v timeout > /dev/null || timeout() { shift && "$@"; }

# step WHAT COMMAND...: runs a command that may take a while, says how long it took, and where it failed what it said.
step() {
  local what=$1 start=$SECONDS log status
  shift
  log=$(mktemp)
  printf '%s ... ' "$what" >&2
  # Not `if "$@"`: within that, bash would go on after a failure.
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
