# Source this file to test the role `jenkins` on a machine. A stand-in package replaces Jenkins: the role installs,
# configures, queries and backs it up like Jenkins, but it builds nothing.
# shellcheck shell=bash

OPERATOR=$RUN/jenkins
CI_NAME=ci.site.example

# write_jenkins_inventory MACHINE: writes the files of an operator. All secrets are random, so that a search can find
# them.
write_jenkins_inventory() {
  local secret
  mkdir -p "$OPERATOR/inventory" "$OPERATOR/node"
  cp "$RUN/inventory.yml" "$OPERATOR/inventory/hosts.yml"
  sed "s/^  children:/&\n    jenkins: { hosts: { $1: } }/" "$RUN/inventory.yml" > "$RUN/inventory-jenkins.yml"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$CI_NAME" \
    -addext "subjectAltName=DNS:$CI_NAME" -keyout "$OPERATOR/ci.key" -out "$OPERATOR/ci.crt"
  "$REHEARSAL/../jenkins/stand-in/build" "$OPERATOR/jenkins.deb"
  pack_node "$OPERATOR/node.tar.xz"
  (
    umask 077
    for secret in admin_password deliverers_password webhook_secret github ssh_key vault_password signing_key; do
      echo "$secret: $(openssl rand -hex 16)"
    done > "$OPERATOR/secrets.yml"
  )
  sed 's/.*: //' "$OPERATOR/secrets.yml" >> "$RUN/known-secrets"
  jenkins_settings > "$OPERATOR/settings.yml"
}

jenkins_settings() {
  cat << END
jenkins_name: $CI_NAME
jenkins_certificate: "{{ lookup('ansible.builtin.file', '$OPERATOR/ci.crt') }}"
jenkins_certificate_key: "{{ lookup('ansible.builtin.file', '$OPERATOR/ci.key') }}"
jenkins_secrets: "{{ lookup('ansible.builtin.file', '$OPERATOR/secrets.yml') | from_yaml }}"
jenkins_github: owner/repository
jenkins_site: http://$(address_of n1)
jenkins_inventory: $OPERATOR/inventory
jenkins_source: package
jenkins_package: $OPERATOR/jenkins.deb
jenkins_plugin_manager: ''
jenkins_node_archive: $OPERATOR/node.tar.xz
# Small packages only. The builds of the pipeline in this rehearsal use the others.
jenkins_agent_packages: [git, shellcheck]
END
  # Debian 12 has neither the Docker packages nor Java 21. The stand-in needs neither.
  [ "$RELEASE" != bookworm ] || printf '%s\n' 'jenkins_java: openjdk-17-jre-headless' 'jenkins_docker_packages: []'
}

# pack_node FILE: packs the Node.js of this host in the layout of the archives from nodejs.org.
pack_node() {
  local tree=$OPERATOR/node/tree npm
  npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
  mkdir -p "$tree/bin" "$tree/lib/node_modules"
  cp "$(readlink -f "$(command -v node)")" "$tree/bin/node"
  cp -r "$npm" "$tree/lib/node_modules/npm"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$tree/bin/npm"
  ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$tree/bin/npx"
  tar --create --file "$1" --use-compress-program 'xz -0 -T2' --directory "$OPERATOR/node" tree
}

# jenkins_site LOG [OPTION...]: runs site.yml with the tags `firewall,jenkins`. A machine without Docker needs more tags:
# list them in CI_TAGS.
jenkins_site() {
  INVENTORY=$RUN/inventory-jenkins.yml site "$1" -e "@$OPERATOR/settings.yml" --tags "${CI_TAGS:-firewall,jenkins}" "${@:2}"
}

install_jenkins() {
  write_jenkins_inventory "$1"
  jenkins_site jenkins
  expect_no_jenkins_change jenkins-again
  expect_no_jenkins_change jenkins-check --check --diff
  check_jenkins_access "$1"
  check_jenkins_start_failure "$1"
  restore_jenkins "$1"
  expect_no_jenkins_change jenkins-after
}

expect_no_jenkins_change() {
  jenkins_site "$@"
  ! grep -E 'changed=[1-9]' "$OUTPUT/play-$1.log" || return 1
}

# jenkins_answers MACHINE STATUS [CURL-OPTION...] PATH
jenkins_answers() {
  local machine=$1 status=$2
  shift 2
  [ "$(curl -s --max-time 10 -o /dev/null -w '%{http_code}' --cacert "$OPERATOR/ci.crt" \
    --resolve "$CI_NAME:8443:$(address_of "$machine")" "${@:1:$#-1}" "https://$CI_NAME:8443${!#}")" = "$status" ]
}

check_jenkins_access() {
  local body='{"zen":"From outside."}' key signature
  key=$(sed -n 's/^webhook_secret: //p' "$OPERATOR/secrets.yml")
  signature=$(printf %s "$body" | openssl dgst -sha256 -hmac "$key" -r | cut -d ' ' -f 1)
  jenkins_answers "$1" 200 /login
  jenkins_answers "$1" 403 /api/json
  jenkins_answers "$1" 200 -H 'X-GitHub-Event: push' -H "X-Hub-Signature-256: sha256=$signature" -d "$body" /github-webhook/
  jenkins_answers "$1" 400 -H 'X-GitHub-Event: push' -d "$body" /github-webhook/
  jenkins_answers "$1" 403 /github-webhook/
  # The port of Jenkins itself is closed to the outside.
  ! curl -s --max-time 3 "http://$(address_of "$1"):8090/login" || return 1
  # Jenkins can log in to the agent with its key, and the agent cannot read the files of Jenkins.
  run_on "$1" "sudo ssh -o StrictHostKeyChecking=no -i /etc/jenkins/secrets/agent_key quartet-agent@127.0.0.1 \
    'docker info > /dev/null && test -r inventory/hosts.yml && ! cat /etc/jenkins/casc.yaml'"
}

# If Jenkins cannot read a secret, it must log the reason and not listen.
check_jenkins_start_failure() {
  run_on "$1" 'set -e
    sudo chmod 000 /etc/jenkins/secrets/webhook_secret
    sudo systemctl restart jenkins
    sleep 2
    ! curl -s http://127.0.0.1:8090/login || exit 1
    sudo journalctl -u jenkins --since -1min | grep "does not start: PermissionError"
    sudo chmod 400 /etc/jenkins/secrets/webhook_secret
    sudo systemctl stop jenkins
    sudo systemctl reset-failed jenkins || true
    sudo systemctl start jenkins'
}

# The backup must restore jobs and users, and must not contain files that Jenkins can create again.
# shellcheck disable=SC2016 # for the machine to expand
restore_jenkins() {
  run_on "$1" 'set -e
    sudo systemctl start quartet-jenkins-backup && systemctl is-active quartet-jenkins-backup.timer
    file=$(sudo find /var/backups/quartet-jenkins -name "*.gz" | tail -n 1)
    sudo tar -tzf "$file" | sort | tee /dev/stderr | grep -qx ./secrets/master.key
    sudo tar -tzf "$file" | grep -qx ./jobs/quartet/config.xml
    ! sudo tar -tzf "$file" | grep -E "^./(workspace|caches|plugins|logs)" || exit 1
    sudo sh -c "echo changed > /var/lib/jenkins/jobs/quartet/config.xml && rm /var/lib/jenkins/users/users.xml"
    sudo quartet-jenkins-restore "$file"
    sudo grep -x stand-in /var/lib/jenkins/jobs/quartet/config.xml /var/lib/jenkins/users/users.xml
    sudo test -e /var/lib/jenkins/plugins/git.jpi
    [ "$(sudo stat -c %U:%a /var/lib/jenkins/jobs/quartet/config.xml)" = jenkins:640 ]'
}

# remove_jenkins MACHINE: restores the state that the following steps expect.
remove_jenkins() {
  run_on "$1" 'sudo systemctl disable --now jenkins nginx quartet-jenkins-backup.timer &&
    sudo rm -r /etc/jenkins /var/lib/quartet-agent'
  site jenkins-removed --tags firewall
}
