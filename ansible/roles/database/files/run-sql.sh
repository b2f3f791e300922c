# Runs in the database's container. Standard input: the root password on the first line, then SQL. The password goes to the
# client by a file in memory, so that it appears in neither arguments nor environment.
set -eu
umask 077
settings=$(mktemp)
trap 'rm -f "$settings"' EXIT
read -r password
printf '[client]\nuser=root\npassword=%s\n' "$password" > "$settings"
mariadb --defaults-extra-file="$settings" --batch --skip-column-names
