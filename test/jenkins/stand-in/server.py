"""A stand-in for Jenkins: it reads the same settings, refuses to start without what they name, answers nobody who has not
logged in, and checks who tells of a push, as the plugin `github` does. It builds nothing, and nobody can log in."""
import hashlib
import hmac
import os
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOME = Path(os.environ['JENKINS_HOME'])


def configuration():
    """Configuration as Code, and that each secret which it names can be read."""
    text = Path(os.environ['CASC_JENKINS_CONFIG']).read_text()
    secrets = Path(os.environ['SECRETS'])
    named = {}
    for name in re.findall(r'\$\{([^}]+)\}', text):
        file = Path(name.partition(':')[2]) if name.startswith('readFile') else secrets / name
        named[name] = file.read_bytes()
        if not named[name].strip():
            raise ValueError(f'{file} is empty')
    return named


def write_home():
    """Something of each kind that the real one keeps."""
    for name in ('config.xml', 'secrets/master.key', 'users/users.xml', 'jobs/quartet/config.xml', 'workspace/a/file',
                 'caches/git/config', 'plugins/git.jpi', 'logs/tasks/a.log'):
        file = HOME / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text('stand-in\n')


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, text):
        body = f'{text}\nThis is a stand-in for Jenkins, which builds nothing.\n'.encode()
        self.send_response(status)
        self.send_header('X-Jenkins', 'stand-in')
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == '/github-webhook/':
            self.answer(405, 'Method POST required')
        elif self.path.startswith('/login'):
            self.answer(200, 'Nobody can log in here.')
        else:
            self.answer(403, 'Authentication required')

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        if self.path != '/github-webhook/':
            self.answer(403, 'Authentication required')
            return
        signature = 'sha256=' + hmac.new(SECRETS['webhook_secret'].strip(), body, hashlib.sha256).hexdigest()
        if not self.headers.get('X-GitHub-Event'):
            self.answer(400, 'Hook should contain event type')
        elif hmac.compare_digest(signature, self.headers.get('X-Hub-Signature-256', '')):
            self.answer(200, 'Heard.')
        else:
            self.answer(400, 'No valid signature found.')


try:
    SECRETS = configuration()
except (KeyError, OSError, ValueError) as error:
    sys.exit(f'The stand-in for Jenkins does not start: {error!r}')
write_home()
address = (os.environ['JENKINS_LISTEN_ADDRESS'], int(os.environ['JENKINS_PORT']))
print(f'A stand-in for Jenkins, which builds nothing, answers on {address[0]}:{address[1]}', flush=True)
ThreadingHTTPServer(address, Handler).serve_forever()
