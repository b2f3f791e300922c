# To be sourced: pushes to a git repository that tells of them as GitHub does, and what comes of them: a receiver checks who
# tells, and has the Jenkinsfile executed, which tests, builds, signs, and deploys to the machines.
# shellcheck shell=bash

PUSH=$OUTPUT/push
ORIGIN=$PUSH/origin.git
WORK=$PUSH/work
BUILDS=$PUSH/builds

# What is committed here is what there is to push to; from now on, machines run what was signed and nothing else.
pipeline_is_set_up() {
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

# receiver: in the place of this very shell.
receiver() {
  cd "$REHEARSAL/../.." && exec node -r ts-node/register/transpile-only test/pipeline/receiver/main.ts \
    --secret "$RUN/webhook-secret" --builds "$BUILDS" -- "$REHEARSAL/build" "$ORIGIN" > "$PUSH/receiver.log" 2>&1
}

webhook_port() { sed -n 's/.*"port":\([0-9]*\).*/\1/p' "$PUSH/receiver.log"; }
# What nobody has signed is refused.
receiver_answers() { [ "$(curl -s -o /dev/null -w '%{http_code}' -X POST "http://127.0.0.1:$(webhook_port)/github-webhook/")" = 401 ]; }

# push MESSAGE RESULT: commits what has changed, pushes it, and waits for its build, which has to end with RESULT.
push() {
  local number
  number=$(($(find "$BUILDS" -name '*.log' | wc -l) + 1))
  git -C "$WORK" add --all
  git -C "$WORK" -c user.name=Somebody -c user.email=somebody@site.example commit --quiet --message "$1"
  WEBHOOK_PORT=$(webhook_port) WEBHOOK_SECRET=$RUN/webhook-secret git -C "$WORK" push --quiet origin main
  until_true 1500 [ -e "$BUILDS/$number.result" ]
  tail -n 60 "$BUILDS/$number.log"
  [ "$(cat "$BUILDS/$number.result")" = "$2" ]
}

# stage_was STAGE RESULT: in the build of the last push.
stage_was() { awk -F '\t' -v stage="$1" -v result="$2" '$1 == stage && $2 == result { found = 1 } END { exit !found }' "$(stages_of_last)"; }
stages_of_last() { find "$BUILDS" -name '*.tsv' | sort -V | tail -n 1; }
pushed() { git -C "$WORK" rev-parse --short=12 HEAD; }

push_goes_live() {
  until_true 20 receiver_answers
  sed -i 's/^description: .*/description: Pushed, and live./' "$WORK/service4-product/rules/hero.yaml"
  push 'Say it in other words' 0
  runs_version "$(pushed)"
  pushed > "$PUSH/live"
  for node in $(nodes); do curl -fsS --max-time 5 "http://$(address_of "$node")/api/rules/hero" | grep -q 'Pushed, and live\.'; done
}

failing_test_stops() {
  # As the formatter wants it: it is the test that has to fail, and not the check.
  printf "it('fails', () => {\n  expect(1).toBe(2);\n});\n" > "$WORK/packages/draws/test/failing.test.ts"
  push 'Break a test' 1
  stage_was 'Integrate / Check and test / Test' FAILED
  stage_was 'Integrate / Build' skipped
  runs_version "$(cat "$PUSH/live")"
}

# The image is built, and answers nobody who asks how it is.
sick_push_goes_back() {
  rm -f "$WORK/packages/draws/test/failing.test.ts"
  sed -i 's#/app/packages/service-kit/dist/health-check.js#/nowhere.js#' "$WORK/Dockerfile"
  push 'Break the health check' 1
  stage_was 'Deliver / Deploy' FAILED
  runs_version "$(cat "$PUSH/live")"
  git -C "$WORK" checkout --quiet "$(cat "$PUSH/live")" -- Dockerfile
}

docs_are_not_deployed() {
  echo 'One more line.' >> "$WORK/README.md"
  push 'Say more' 0
  stage_was Deliver skipped
  runs_version "$(cat "$PUSH/live")"
}

# One that the registry has, and that was never released; and a release that was altered after it was signed.
unsigned_is_refused() {
  local altered=$PUSH/altered
  ! play unsigned deploy.yml -e version=1.2.0 || return 1
  grep -q 'Nobody has signed .*service2-number@sha256' "$OUTPUT/play-unsigned.log"
  mkdir -p "$altered"
  cp "$BUILDS/1/release"/*.json "$altered"
  sed "s#\(service2-number@sha256:\)[0-9a-f]*#\1$(printf '%064d' 0)#" \
    "$BUILDS/1/release/images.json" > "$altered/images.json"
  ! play altered deploy.yml -e "release=$altered" || return 1
  grep -q 'is not in the signed statement' "$OUTPUT/play-altered.log"
  runs_version "$(cat "$PUSH/live")"
}

# How long each stage of each build took.
print_stages() {
  local file
  for file in $(find "$BUILDS" -name '*.tsv' 2> /dev/null | sort -V); do
    printf '\nBuild %s\n' "$(basename "$file" .tsv)"
    column -t -s $'\t' -R 3 "$file"
  done
}
