import { Agent, request, type RequestOptions } from 'node:http';
import { readJson, send, serve } from './serve';

const agent = new Agent({ keepAlive: true });
const { NUMBER_PORT, FLOAT_PORT, PRODUCT_PORT, PAGE_BYTES } = process.env;

/** Calls another hop of the chain: POST if there is a body, otherwise GET. */
function call<T>(port: string | undefined, body?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const options: RequestOptions = text
      ? {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) },
        }
      : {};
    const clientRequest = request({ ...options, host: '127.0.0.1', port, agent }, (response) => {
      readJson<T>(response).then(resolve, reject);
    });
    clientRequest.on('error', reject);
    clientRequest.end(text);
  });
}

async function visit(): Promise<string> {
  const [{ number }, { float }] = await Promise.all([
    call<{ number: number }>(NUMBER_PORT),
    call<{ float: number }>(FLOAT_PORT),
  ]);
  const { product } = await call<{ product: number }>(PRODUCT_PORT, { number, float });
  return page(`<h1>${product}</h1><p>${number} × ${float}</p>`);
}

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><title>Bare chain</title></head><body>${body}${filler}</body></html>`;

/** Pads the page to the length of Quartet's page. */
let filler = '';
filler = 'x'.repeat(Math.max(0, Number(PAGE_BYTES) - page('<h1>14.42</h1><p>2 x 7.21</p>').length));

serve((_req, res) => {
  visit().then(
    (html) => {
      send(res, 200, 'text/html; charset=utf-8', html);
    },
    (error: unknown) => {
      send(res, 502, 'text/plain', String(error));
    },
  );
});
