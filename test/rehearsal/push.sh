# Source this file to push to a git repository with a webhook, as on GitHub. A receiver checks the signature of the
# webhook and executes the Jenkinsfile, which tests, builds, signs and deploys the pushed commit to the machines.
# shellcheck shell=bash

PUSH=$OUTPUT/push
ORIGIN=$PUSH/origin.git
WORK=$PUSH/work
BUILDS=$PUSH/builds

# Starts the repository with the commit that is checked out here. From now on, the machines accept signed images only.
set_up_pipeline() {
  mkdir -p "$BUILDS"
  (umask 077 && openssl genpkey -algorithm ed25519 -out "$RUN/signing.key" && openssl rand -hex 20 > "$RUN/webhook-secret")
  openssl pkey -in "$RUN/signing.key" -pubout -out "$RUN/signing.pub"
  echo "stack_signers: [$RUN/signing.pub]" >> "$RUN/settings.yml"
  cat "$RUN/webhook-secret" >> "$KNOWN"
  git clone --quiet --bare "$REHEARSAL/../.." "$ORIGIN"
  git -C "$ORIGIN" update-ref refs/heads/main "$(git -C "$REHEARSAL" rev-parse HEAD)"
  git clone --quiet --branch main "$ORIGIN" "$WORK"
  ln -sf "$REHEARSAL/post-receive" "$ORIGIN/hooks/post-receive"
}

# Replaces the current shell with the receiver.
run_receiver() {
  cd "$REHEARSAL/../.." && exec node -r ts-node/register/transpile-only test/pipeline/receiver/main.ts \
    --secret "$RUN/webhook-secret" --builds "$BUILDS" -- "$REHEARSAL/build" "$ORIGIN" > "$PUSH/receiver.log" 2>&1
}

webhook_port() { sed -n 's/.*"port":\([0-9]*\).*/\1/p' "$PUSH/receiver.log"; }
# The receiver answers an unsigned webhook with 401.
receiver_is_ready() {
  [ "$(curl -s -o /dev/null -w '%{http_code}' -X POST "http://127.0.0.1:$(webhook_port)/github-webhook/")" = 401 ]
}

# push MESSAGE RESULT: commits and pushes all changes, and waits for the build, which must exit with RESULT.
push() {
  local number
  number=$(($(find "$BUILDS" -name '*.log' | wc -l) + 1))
  git -C "$WORK" add --all
  git -C "$WORK" -c user.name=Rehearsal -c user.email=rehearsal@site.example commit --quiet --message "$1"
  WEBHOOK_PORT=$(webhook_port) WEBHOOK_SECRET=$RUN/webhook-secret git -C "$WORK" push --quiet origin main
  wait_until 1500 [ -e "$BUILDS/$number.result" ]
  tail -n 60 "$BUILDS/$number.log"
  [ "$(cat "$BUILDS/$number.result")" = "$2" ]
}

# expect_stage STAGE RESULT: checks the build of the last push.
expect_stage() {
  awk -F '\t' -v stage="$1" -v result="$2" '$1 == stage && $2 == result { found = 1 } END { exit !found }' "$(last_stages)"
}
last_stages() { find "$BUILDS" -name '*.tsv' | sort -V | tail -n 1; }
pushed_version() { git -C "$WORK" rev-parse --short=12 HEAD; }

deploy_push() {
  wait_until 20 receiver_is_ready
  sed -i 's/^description: .*/description: Deployed by a push./' "$WORK/service4-product/rules/hero.yaml"
  push 'Change the description of a rule set' 0
  expect_version "$(pushed_version)"
  pushed_version > "$PUSH/live"
  for machine in $(machines); do
    curl -fsS --max-time 5 "http://$(address_of "$machine")/api/rules/hero" | grep -q 'Deployed by a push\.'
  done
}

reject_failing_test() {
  # The new test must be well formatted: the stage Test must fail, not the stage Check.
  printf "it('fails', () => {\n  expect(1).toBe(2);\n});\n" > "$WORK/packages/draws/test/failing.test.ts"
  push 'Break a test' 1
  expect_stage 'Integrate / Check and test / Test' FAILED
  expect_stage 'Integrate / Build' skipped
  expect_version "$(cat "$PUSH/live")"
}

# The image builds, but its health check fails.
roll_back_unhealthy_push() {
  rm -f "$WORK/packages/draws/test/failing.test.ts"
  sed -i 's#/app/packages/service-kit/health-check.sh#/nowhere.sh#' "$WORK/Dockerfile"
  push 'Break the health check' 1
  expect_stage 'Deliver / Deploy' FAILED
  expect_version "$(cat "$PUSH/live")"
  git -C "$WORK" checkout --quiet "$(cat "$PUSH/live")" -- Dockerfile
}

skip_documentation_push() {
  echo 'One more line.' >> "$WORK/README.md"
  push 'Extend the documentation' 0
  expect_stage Deliver skipped
  expect_version "$(cat "$PUSH/live")"
}

# Tries an unsigned version from the registry, and a release that was changed after it was signed.
refuse_unsigned() {
  local tampered=$PUSH/tampered
  ! play unsigned deploy.yml -e version=1.2.0 || return 1
  grep -q 'No signature for .*service2-number@sha256' "$OUTPUT/play-unsigned.log"
  mkdir -p "$tampered"
  cp "$BUILDS/1/release"/*.json "$tampered"
  sed "s#\(service2-number@sha256:\)[0-9a-f]*#\1$(printf '%064d' 0)#" \
    "$BUILDS/1/release/images.json" > "$tampered/images.json"
  ! play tampered deploy.yml -e "release=$tampered" || return 1
  grep -q 'is not in the signed statement' "$OUTPUT/play-tampered.log"
  expect_version "$(cat "$PUSH/live")"
}

# Prints the stages of each build with their durations.
print_stages() {
  local file
  for file in $(find "$BUILDS" -name '*.tsv' 2> /dev/null | sort -V); do
    printf '\nBuild %s\n' "$(basename "$file" .tsv)"
    column -t -s $'\t' -R 3 "$file"
  done
}
