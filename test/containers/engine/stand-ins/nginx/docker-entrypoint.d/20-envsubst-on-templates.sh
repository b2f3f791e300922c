#!/bin/sh
# Replaces environment variables in the templates, and leaves nginx variables unchanged.
set -e

templates=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
log() { [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "${0##*/}: $*"; }

[ -d "$templates" ] || exit 0
if [ ! -w "$output" ]; then
  log "ERROR: $templates exists, but $output is not writable"
  exit 0
fi

names=$(awk -v filter="${NGINX_ENVSUBST_FILTER:-}" 'BEGIN { for (name in ENVIRON) if (name ~ filter) printf "${%s} ", name }')
find "$templates" -follow -type f -name "*$suffix" | while read -r template; do
  file=${template#"$templates/"}
  file=$output/${file%"$suffix"}
  mkdir -p "$(dirname "$file")"
  log "Running envsubst on $template to $file"
  envsubst "$names" < "$template" > "$file"
done
