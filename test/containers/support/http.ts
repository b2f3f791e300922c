import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { URL_OF_SITE } from './site';

/** An answer as it came: each header line for itself, so that one that is there twice shows. */
export interface Answer {
  status: number;
  headers: Record<string, string[]>;
  body: string;
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Asks over a connection of its own, follows nothing, and takes any certificate. */
export function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    method,
    headers,
    agent: false,
    rejectUnauthorized: false,
  };
  return new Promise((resolve, reject) => {
    const sent = send(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: linesOf(response.rawHeaders),
          body: Buffer.concat(parts).toString(),
        });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** What a browser says that it likes. */
export const HTML = { Accept: 'text/html' };

/** Gets an address of the site. */
export const get = (path: string, headers: Record<string, string> = {}) =>
  ask(URL_OF_SITE + path, { headers });

function linesOf(rawHeaders: readonly string[]): Record<string, string[]> {
  const lines: Record<string, string[]> = {};
  for (let index = 0; index < rawHeaders.length; index += 2)
    (lines[(rawHeaders[index] ?? '').toLowerCase()] ??= []).push(rawHeaders[index + 1] ?? '');
  return lines;
}
