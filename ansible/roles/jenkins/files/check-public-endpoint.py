"""check-public-endpoint.py NAME PORT CERTIFICATE SECRET: asks Jenkins as browsers and GitHub do, through nginx on this machine."""
import hashlib
import hmac
import http.client
import socket
import ssl
import sys

name, port, certificate, secret = sys.argv[1:]
context = ssl.create_default_context(cafile=certificate)
# It is this very certificate, whoever vouches for it.
context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN


def ask(method, path, body=None, headers=None):
    connection = http.client.HTTPSConnection(name, int(port), context=context, timeout=30)
    connection.sock = context.wrap_socket(socket.create_connection(('127.0.0.1', int(port)), 30), server_hostname=name)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def deliver(key):
    body = b'{"zen":"Is anybody there?"}'
    signature = 'sha256=' + hmac.new(key, body, hashlib.sha256).hexdigest()
    headers = {'Content-Type': 'application/json', 'X-GitHub-Event': 'ping', 'X-Hub-Signature-256': signature}
    return ask('POST', '/github-webhook/', body, headers).status


login = ask('GET', '/login')
assert login.status == 200 and login.headers['X-Jenkins'], f'/login: {login.status}, which is not Jenkins'
status = ask('GET', '/api/json').status
assert status == 403, f'/api/json: {status} for anybody'
with open(secret, 'rb') as file:
    status = deliver(file.read().strip())
assert status == 200, f'the webhook: {status} for what is signed'
status = deliver(b'another secret')
assert status in (400, 401, 403), f'the webhook: {status} for what somebody else has signed'
status = ask('GET', '/github-webhook/').status
assert status in (403, 405), f'the webhook: {status} for a browser'
