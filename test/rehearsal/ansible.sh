# Source this file to run Ansible from the scenario.
# shellcheck shell=bash

ANSIBLE=$REHEARSAL/../../ansible
export ANSIBLE_CONFIG=$ANSIBLE/ansible.cfg ANSIBLE_SSH_CONTROL_PATH_DIR=$RUN/ssh ANSIBLE_NOCOLOR=1
# The logs list the slowest tasks.
export ANSIBLE_CALLBACKS_ENABLED=ansible.posix.timer,ansible.posix.profile_tasks
export ANSIBLE_LOCAL_TEMP=$OUTPUT/ansible LC_ALL=C.UTF-8
export ANSIBLE_VAULT_PASSWORD_FILE=$RUN/vault-password
# The image archives of the versions that the rehearsal deploys.
IMAGES=$(dirname "$CACHE")/rehearsal

lint_playbooks() { cd "$ANSIBLE" && timeout --foreground 300 ansible-lint --profile production --offline --nocolor; }

build_images() { "$REHEARSAL/../containers/engine/with-engine" "$REHEARSAL/images" "$IMAGES"; }

# write_settings [REPLICAS]: writes the vault password to a file, as an operator does, and tells Ansible how to change the
# pool of the visitors, and how many replicas the services have if that is not the default. The number service keeps the
# default of one for each machine: `publish_port` needs its image everywhere.
write_settings() {
  (umask 077 && openssl rand -hex 16 > "$ANSIBLE_VAULT_PASSWORD_FILE")
  cat > "$RUN/settings.yml" << END
balancer_out: $REHEARSAL/pool $POOL remove
balancer_in: $REHEARSAL/pool $POOL add
${1:+stack_replicas: { service1-frontend: $1, service3-float: $1, service4-product: $1 \}}
END
}

# play LOG PLAYBOOK [OPTION...]: -v, so that the search for leaked secrets covers verbose output too.
play() {
  local log=$OUTPUT/play-$1.log playbook=$2
  shift 2
  cd "$ANSIBLE" && timeout --foreground -k 10 1200 \
    ansible-playbook -v -i "${INVENTORY:-$RUN/inventory.yml}" -e "@$RUN/settings.yml" "$@" "$playbook" 2>&1 | tee "$log"
}

deploy_first() { play first site.yml -e version=1.0.0 -e "images_archive=$IMAGES/1.0.0.tar"; }

# site LOG [OPTION...]
site() { play "$1" site.yml "${@:2}"; }

# check_site LOG: runs the playbook in check mode.
check_site() { site "check-$1" --check --diff; }

# expect_no_change site|check_site LOG [OPTION...]
expect_no_change() {
  "$@"
  ! grep -E 'changed=[1-9]' "$OUTPUT/play-$([ "$1" != check_site ] || echo check-)$2.log"
}

deploy() { play "deploy-$1" deploy.yml -e "version=$1" -e "images_archive=$IMAGES/$1.tar"; }

# wait_until SECONDS COMMAND...: repeats the command until it succeeds, and fails after SECONDS.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.3
  done
}
