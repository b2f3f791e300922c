import { once } from 'node:events';
import { connect } from 'node:net';
import { endpoint } from '../src';
import { listen } from '../../../test/support/listen';
import { appWith } from './apps';

test('A request whose caller has disconnected before it is read is not handled', async () => {
  const handled: string[] = [];
  const app = appWith((router) => {
    endpoint(router, '/', {
      GET: (req, res) => {
        handled.push(req.url);
        res.end();
      },
    });
  });
  const { port, url, close } = await listen(app);
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  // Let the server accept the connection.
  await fetch(`${url}/?name=first`);
  socket.end('GET /?name=abandoned HTTP/1.1\r\nHost: localhost\r\n\r\n');
  // Until the request and the end of the connection have reached the server's socket.
  const busyUntil = performance.now() + 100;
  while (performance.now() < busyUntil);
  socket.resume();
  await once(socket, 'close');
  await fetch(`${url}/?name=last`);
  await close();
  expect(handled).toEqual(['/?name=first', '/?name=last']);
});
