# To be sourced: where the containers' engine has its things. Nothing here takes more than a macOS or Linux with bash:
# where Docker is there already, nothing else of this folder is needed.
# shellcheck shell=bash disable=SC2034

ENGINE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Docker's programs and images, kept between runs.
CACHE=${QUARTET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/quartet}/containers
DOCKER=$CACHE/docker
# What lives as long as the engine runs. Not in the cache: the path of a socket may have 107 letters and no more.
RUN=/run/quartet-engine
OWN_HOST=unix://$RUN/docker.sock

. "$ENGINE/../../support/shell/step.sh"

# Whether the Docker that the environment names answers.
engine_answers() { command -v docker && timeout 20 docker version; } > /dev/null 2>&1

# Whether its client has what the project uses.
client_is_complete() { docker compose version && docker buildx version && docker stack config --help; } > /dev/null 2>&1

# Has the cache's programs used from here on, and a configuration that names their plugins: the user's is not touched.
use_own_client() {
  export PATH=$DOCKER/usr/bin:$DOCKER/usr/sbin:$PATH:/usr/sbin:/sbin
  export DOCKER_CONFIG=$DOCKER/config
}

# The process of the tests' own engine, if there is one.
own_engine() {
  local pid
  pid=$(cat "$RUN/pid" 2> /dev/null) && [[ $(readlink "/proc/$pid/exe") = */dockerd ]] && echo "$pid"
}

# end_own_engine SIGNAL: returns when it has ended, by force after half a minute. Who has to reap it may take longer.
end_own_engine() {
  local pid deadline=$((SECONDS + 30))
  pid=$(own_engine) || return 0
  kill -s "$1" "$pid"
  while readlink "/proc/$pid/exe" > /dev/null; do
    [ $SECONDS -lt $deadline ] || kill -KILL "$pid" || true
    sleep 0.1
  done
}

# Removes what the tests' own engine runs and keeps, other than images.
remove_leftovers() {
  docker container ls -aq | xargs -r docker container rm -fv
  docker network prune -f
  docker volume ls -q | xargs -r docker volume rm -f
  docker image prune -f
}
