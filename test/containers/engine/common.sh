# Source this file: paths and functions of the Docker engine for tests. It works on macOS and Linux, where with-engine
# uses an existing Docker.
# shellcheck shell=bash disable=SC2034

ENGINE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Docker's programs and images, kept between runs.
CACHE=${QUARTET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/quartet}/containers
DOCKER=$CACHE/docker
# Runtime files of the engine. They are not in the cache, because a socket path has at most 107 characters.
RUN=/run/quartet-engine
ENGINE_HOST=unix://$RUN/docker.sock

. "$ENGINE/../../support/shell/step.sh"

# Whether a Docker engine responds, in the context that the environment selects.
engine_responds() { command -v docker && timeout 20 docker version; } > /dev/null 2>&1

# Whether the Docker client has the plugins that the project uses.
client_is_complete() { docker compose version && docker buildx version && docker stack config --help; } > /dev/null 2>&1

# Uses the programs in the cache, with a separate configuration: the user's configuration stays unchanged.
use_cached_client() {
  export PATH=$DOCKER/usr/bin:$DOCKER/usr/sbin:$PATH:/usr/sbin:/sbin
  export DOCKER_CONFIG=$DOCKER/config
}

# Prints the process id of the test engine. Fails if it is not running.
engine_pid() {
  local pid
  pid=$(cat "$RUN/pid" 2> /dev/null) && [[ $(readlink "/proc/$pid/exe") = */dockerd ]] && echo "$pid"
}

# stop_engine SIGNAL: stops the test engine and waits for it; kills it after 30 s.
# The loop checks /proc/PID/exe, because a zombie that its parent has not reaped counts as stopped.
stop_engine() {
  local pid deadline=$((SECONDS + 30))
  pid=$(engine_pid) || return 0
  kill -s "$1" "$pid"
  while readlink "/proc/$pid/exe" > /dev/null; do
    [ $SECONDS -lt $deadline ] || kill -KILL "$pid" || true
    sleep 0.1
  done
}

# Removes all containers, networks and volumes of the test engine, and dangling images.
remove_leftovers() {
  docker container ls -aq | xargs -r docker container rm -fv
  docker network prune -f
  docker volume ls -q | xargs -r docker volume rm -f
  docker image prune -f
}
