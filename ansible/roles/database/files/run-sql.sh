# Run in the database's container: the administrator's password is the first line of the input, SQL all others. So
# neither is in a command line or in an environment; the file is in memory.
set -eu
umask 077
settings=$(mktemp)
trap 'rm -f "$settings"' EXIT
read -r password
printf '[client]\nuser=root\npassword=%s\n' "$password" > "$settings"
mariadb --defaults-extra-file="$settings" --batch --skip-column-names
