"""Usage: check-public-endpoint.py NAME PORT CERTIFICATE SECRET

Checks the endpoint that browsers and GitHub use: nginx in front of Jenkins, on this machine.
"""
import hashlib
import hmac
import http.client
import socket
import ssl
import sys

name, port, certificate, secret = sys.argv[1:]
context = ssl.create_default_context(cafile=certificate)
# Trust the installed certificate itself, whichever authority signed it.
context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN


def request(method, path, body=None, headers=None):
    connection = http.client.HTTPSConnection(name, int(port), context=context, timeout=30)
    connection.sock = context.wrap_socket(socket.create_connection(('127.0.0.1', int(port)), 30), server_hostname=name)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def send_webhook(key):
    body = b'{"zen":"Test delivery"}'
    signature = 'sha256=' + hmac.new(key, body, hashlib.sha256).hexdigest()
    headers = {'Content-Type': 'application/json', 'X-GitHub-Event': 'ping', 'X-Hub-Signature-256': signature}
    return request('POST', '/github-webhook/', body, headers).status


login = request('GET', '/login')
assert login.status == 200 and login.headers['X-Jenkins'], f'GET /login: expected Jenkins with 200, got {login.status}'
status = request('GET', '/api/json').status
assert status == 403, f'GET /api/json without login: expected 403, got {status}'
with open(secret, 'rb') as file:
    status = send_webhook(file.read().strip())
assert status == 200, f'Webhook with a valid signature: expected 200, got {status}'
status = send_webhook(b'another secret')
assert status in (400, 401, 403), f'Webhook with an invalid signature: expected 400, 401 or 403, got {status}'
status = request('GET', '/github-webhook/').status
assert status in (403, 405), f'GET /github-webhook/: expected 403 or 405, got {status}'
