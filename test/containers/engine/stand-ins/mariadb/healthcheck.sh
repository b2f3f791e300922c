#!/bin/bash
# healthcheck.sh TEST...: the two tests of the official image that the project uses.
set -euo pipefail

query() {
  mariadb --defaults-extra-file=/var/lib/mysql/.my-healthcheck.cnf --protocol socket --skip-ssl -BNe "$1"
}

for test; do
  case $test in
    # The server is initialized and accepts network connections.
    --connect) [ "$(query 'select @@skip_networking')" = 0 ] ;;
    --innodb_initialized)
      [ "$(query "select 1 from information_schema.ENGINES where engine = 'innodb' and support in ('YES', 'DEFAULT')")" = 1 ]
      ;;
    *) echo "healthcheck unknown option or test '$test'" >&2 && exit 1 ;;
  esac
done
