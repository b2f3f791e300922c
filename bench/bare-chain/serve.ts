import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';

/** Longer than the pause between rounds, so that no request meets a connection that is just closing. */
const KEEP_ALIVE_MS = 65_000;

/** Serves on PORT and exits when the parent process disconnects. */
export function serve(handler: RequestListener): void {
  createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, handler).listen(Number(process.env.PORT), '127.0.0.1');
  process.once('disconnect', () => process.exit());
}

export function send(res: ServerResponse, status: number, type: string, text: string): void {
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }).end(text);
}

export function sendJson(res: ServerResponse, value: unknown): void {
  send(res, 200, 'application/json', JSON.stringify(value));
}

export function readJson<T>(message: IncomingMessage): Promise<T> {
  return new Promise((resolve, reject) => {
    let text = '';
    message.setEncoding('utf8').on('data', (part: string) => (text += part));
    message.on('end', () => {
      resolve(JSON.parse(text) as T);
    });
    message.on('error', reject);
  });
}
