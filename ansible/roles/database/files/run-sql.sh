# Runs in the database's container. Standard input: the root password on the first line, then SQL. The client reads
# the password from a file in memory, to keep it out of arguments and environment.
set -eu
umask 077
settings=$(mktemp)
trap 'rm -f "$settings"' EXIT
read -r password
printf '[client]\nuser=root\npassword=%s\n' "$password" > "$settings"
mariadb --defaults-extra-file="$settings" --batch --skip-column-names
