# To be sourced: Ansible, as the scenario runs it.
# shellcheck shell=bash

ANSIBLE=$REHEARSAL/../../ansible
export ANSIBLE_CONFIG=$ANSIBLE/ansible.cfg ANSIBLE_SSH_CONTROL_PATH_DIR=$RUN/ssh ANSIBLE_NOCOLOR=1
export ANSIBLE_LOCAL_TEMP=$OUTPUT/ansible LC_ALL=C.UTF-8
export ANSIBLE_VAULT_PASSWORD_FILE=$RUN/vault-password
# The versions that are deployed, as archives of images.
IMAGES=$(dirname "$CACHE")/rehearsal

lint() { cd "$ANSIBLE" && timeout --foreground 300 ansible-lint --profile production --offline --nocolor; }

make_images() { "$REHEARSAL/../containers/engine/with-engine" "$REHEARSAL/images" "$IMAGES"; }

# In a file of its own, as an operator has it; what is in front of the machines is told of one that goes or comes.
make_settings() {
  (umask 077 && openssl rand -hex 16 > "$ANSIBLE_VAULT_PASSWORD_FILE")
  printf '%s\n' "balancer_out: $REHEARSAL/front $FRONT leave" "balancer_in: $REHEARSAL/front $FRONT join" > "$RUN/settings.yml"
}

# play LOG PLAYBOOK [OPTION...]: as wordy as it can be asked to be without being debugged.
play() {
  local log=$OUTPUT/play-$1.log playbook=$2
  shift 2
  cd "$ANSIBLE" && timeout --foreground -k 10 1200 \
    ansible-playbook -v -i "${INVENTORY:-$RUN/inventory.yml}" -e "@$RUN/settings.yml" "$@" "$playbook" 2>&1 | tee "$log"
}

first() { play first site.yml -e version=1.0.0 -e "images_archive=$IMAGES/1.0.0.tar"; }
site() { play "$1" site.yml "${@:2}"; }
look() { site "look-$1" --check --diff; }

changes_nothing() {
  "$@"
  ! grep -E 'changed=[1-9]' "$OUTPUT/play-$([ "$1" != look ] || echo look-)$2.log"
}

deploy() { play "deploy-$1" deploy.yml -e "version=$1" -e "images_archive=$IMAGES/$1.tar"; }

until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.3
  done
}
