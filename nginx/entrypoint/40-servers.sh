#!/bin/sh
# HTTPS where there is a certificate, plain HTTP otherwise; and whose word is taken about where a request comes from.
set -eu

certificate=/run/secrets/tls-certificate
key=/run/secrets/tls-key
kind=http
if [ -s "$certificate" ] && [ -s "$key" ]; then kind=https; fi
if [ "$kind" = http ] && { [ -s "$certificate" ] || [ -s "$key" ]; }; then
    echo "Of tls-certificate and tls-key one is missing or empty: give both, or none." >&2
    exit 1
fi
mkdir -p /run/nginx/servers
cp "/etc/nginx/servers/$kind.conf" /run/nginx/servers/

{
    echo "# The proxies in front of this one, whose X-Forwarded-For is believed."
    for proxy in $(echo "$TRUSTED_PROXIES" | tr ',' ' '); do echo "set_real_ip_from $proxy;"; done
    echo "real_ip_header X-Forwarded-For;"
    echo "real_ip_recursive on;"
} > /run/nginx/http/client-address.conf

nginx -t -q
