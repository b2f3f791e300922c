#!/bin/sh
# Generates the configuration that depends on the certificate and the trusted proxies, and tests all of it.
set -eu

certificate=/run/secrets/tls-certificate
key=/run/secrets/tls-key

select_servers() {
    if [ -s "$certificate" ] && [ -s "$key" ]; then
        servers=https.conf
    elif [ -s "$certificate" ] || [ -s "$key" ]; then
        echo "tls-certificate or tls-key is missing or empty. Provide both files, or neither." >&2
        exit 1
    else
        servers=http.conf
    fi
    mkdir -p /run/nginx/servers
    cp "/etc/nginx/servers/$servers" /run/nginx/servers/
}

trust_proxies() {
    echo "# Read the client address from the X-Forwarded-For header of trusted proxies."
    echo "# https://nginx.org/en/docs/http/ngx_http_realip_module.html"
    for proxy in $(echo "$TRUSTED_PROXIES" | tr ',' ' '); do echo "set_real_ip_from $proxy;"; done
    echo "real_ip_header X-Forwarded-For;"
    echo "real_ip_recursive on;"
}

select_servers
trust_proxies > /run/nginx/http/client-address.conf
nginx -t -q
