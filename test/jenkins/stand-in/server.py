"""A stand-in for Jenkins. It reads the same settings, refuses to start if a secret is missing, rejects requests without a
login, and verifies webhook signatures like the plugin `github`. It runs no builds and has no login."""
import hashlib
import hmac
import os
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOME = Path(os.environ['JENKINS_HOME'])


def read_secrets():
    """Reads the secrets that the configuration refers to."""
    text = Path(os.environ['CASC_JENKINS_CONFIG']).read_text()
    folder = Path(os.environ['SECRETS'])
    values = {}
    for name in re.findall(r'\$\{([^}]+)\}', text):
        file = Path(name.partition(':')[2]) if name.startswith('readFile') else folder / name
        values[name] = file.read_bytes()
        if not values[name].strip():
            raise ValueError(f'{file} is empty')
    return values


def write_home():
    """Creates one file of each kind that Jenkins keeps."""
    for name in ('config.xml', 'secrets/master.key', 'users/users.xml', 'jobs/quartet/config.xml', 'workspace/a/file',
                 'caches/git/config', 'plugins/git.jpi', 'logs/tasks/a.log'):
        file = HOME / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text('stand-in\n')


class Handler(BaseHTTPRequestHandler):
    def respond(self, status, text):
        body = f'{text}\nThis is a stand-in for Jenkins that runs no builds.\n'.encode()
        self.send_response(status)
        self.send_header('X-Jenkins', 'stand-in')
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == '/github-webhook/':
            self.respond(405, 'Method POST required')
        elif self.path.startswith('/login'):
            self.respond(200, 'The stand-in has no login.')
        else:
            self.respond(403, 'Authentication required')

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        if self.path != '/github-webhook/':
            self.respond(403, 'Authentication required')
            return
        signature = 'sha256=' + hmac.new(SECRETS['webhook_secret'].strip(), body, hashlib.sha256).hexdigest()
        if not self.headers.get('X-GitHub-Event'):
            self.respond(400, 'Hook should contain event type')
        elif hmac.compare_digest(signature, self.headers.get('X-Hub-Signature-256', '')):
            self.respond(200, 'Accepted.')
        else:
            self.respond(400, 'No valid signature found.')


try:
    SECRETS = read_secrets()
except (KeyError, OSError, ValueError) as error:
    sys.exit(f'The stand-in for Jenkins does not start: {error!r}')
write_home()
address = (os.environ['JENKINS_LISTEN_ADDRESS'], int(os.environ['JENKINS_PORT']))
print(f'The stand-in for Jenkins listens on {address[0]}:{address[1]}', flush=True)
ThreadingHTTPServer(address, Handler).serve_forever()
