# To be sourced: the role `jenkins` on a machine, with a package that stands in for Jenkins: it is installed, configured,
# asked and backed up as Jenkins is, and builds nothing.
# shellcheck shell=bash

OPERATOR=$RUN/jenkins
CI_NAME=ci.site.example

# jenkins_is_described NODE: what an operator writes; each secret is one that can be found again.
jenkins_is_described() {
  local secret
  mkdir -p "$OPERATOR/inventory" "$OPERATOR/node"
  cp "$RUN/inventory.yml" "$OPERATOR/inventory/hosts.yml"
  sed "s/^  children:/&\n    jenkins: { hosts: { $1: } }/" "$RUN/inventory.yml" > "$RUN/inventory-jenkins.yml"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$CI_NAME" \
    -addext "subjectAltName=DNS:$CI_NAME" -keyout "$OPERATOR/ci.key" -out "$OPERATOR/ci.crt"
  "$REHEARSAL/../jenkins/stand-in/build" "$OPERATOR/jenkins.deb"
  node_archive "$OPERATOR/node.tar.xz"
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
# Those that take no hundreds of megabytes; the pipeline's own run here has the others.
jenkins_agent_packages: [git, shellcheck]
END
  # Debian 12 has neither these nor the newer Java, which the stand-in does not take.
  [ "$RELEASE" != bookworm ] || printf '%s\n' 'jenkins_java: openjdk-17-jre-headless' 'jenkins_docker_packages: []'
}

# node_archive FILE: this machine's Node, packed as that of nodejs.org is.
node_archive() {
  local tree=$OPERATOR/node/tree npm
  npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
  mkdir -p "$tree/bin" "$tree/lib/node_modules"
  cp "$(readlink -f "$(command -v node)")" "$tree/bin/node"
  cp -r "$npm" "$tree/lib/node_modules/npm"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$tree/bin/npm"
  ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$tree/bin/npx"
  tar --create --file "$1" --use-compress-program 'xz -0 -T2' --directory "$OPERATOR/node" tree
}

# jenkins_site LOG [OPTION...]: with the tags that CI_TAGS has, where the machine is bare.
jenkins_site() {
  INVENTORY=$RUN/inventory-jenkins.yml site "$1" -e "@$OPERATOR/settings.yml" --tags "${CI_TAGS:-firewall,jenkins}" "${@:2}"
}

jenkins_runs() {
  jenkins_is_described "$1"
  jenkins_site jenkins
  jenkins_changes_nothing jenkins-again
  jenkins_changes_nothing jenkins-look --check --diff
  jenkins_answers_outside "$1"
  jenkins_refuses_without_settings "$1"
  jenkins_comes_back "$1"
  jenkins_changes_nothing jenkins-after
}

jenkins_changes_nothing() {
  jenkins_site "$@"
  ! grep -E 'changed=[1-9]' "$OUTPUT/play-$1.log" || return 1
}

# ci_answers NODE STATUS CURL-OPTION...: at the path that is the last word.
ci_answers() {
  local node=$1 status=$2
  shift 2
  [ "$(curl -s --max-time 10 -o /dev/null -w '%{http_code}' --cacert "$OPERATOR/ci.crt" \
    --resolve "$CI_NAME:8443:$(address_of "$node")" "${@:1:$#-1}" "https://$CI_NAME:8443${!#}")" = "$status" ]
}

jenkins_answers_outside() {
  local body='{"zen":"From outside."}' key signature
  key=$(sed -n 's/^webhook_secret: //p' "$OPERATOR/secrets.yml")
  signature=$(printf %s "$body" | openssl dgst -sha256 -hmac "$key" -r | cut -d ' ' -f 1)
  ci_answers "$1" 200 /login
  ci_answers "$1" 403 /api/json
  ci_answers "$1" 200 -H 'X-GitHub-Event: push' -H "X-Hub-Signature-256: sha256=$signature" -d "$body" /github-webhook/
  ci_answers "$1" 400 -H 'X-GitHub-Event: push' -d "$body" /github-webhook/
  ci_answers "$1" 403 /github-webhook/
  # Jenkins itself cannot be reached.
  ! curl -s --max-time 3 "http://$(address_of "$1"):8090/login" || return 1
  # The key leads to the agent, from its own machine; and the agent sees nothing of what Jenkins keeps.
  on "$1" "sudo ssh -o StrictHostKeyChecking=no -i /etc/jenkins/secrets/agent_key quartet-agent@127.0.0.1 \
    'docker info > /dev/null && test -r inventory/hosts.yml && ! cat /etc/jenkins/casc.yaml'"
}

# It says why, and nothing is at its port.
jenkins_refuses_without_settings() {
  on "$1" 'set -e
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

# What a job was before the backup, it is again; what can be made again is not in it.
# shellcheck disable=SC2016 # for the machine to expand
jenkins_comes_back() {
  on "$1" 'set -e
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

# jenkins_leaves NODE: the machine is as those without it, as far as others can tell.
jenkins_leaves() {
  on "$1" 'sudo systemctl disable --now jenkins nginx quartet-jenkins-backup.timer && sudo rm -r /etc/jenkins /var/lib/quartet-agent'
  site jenkins-left --tags firewall
}
