import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { SITE_URL } from './site';

export interface HttpResponse {
  status: number;
  /** All values of each header, so that tests notice duplicates. */
  headers: Record<string, string[]>;
  body: string;
}

interface RequestSettings {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends a request over a new connection. Follows no redirects and accepts any certificate. */
export function request(
  url: string,
  { method = 'GET', headers = {}, body }: RequestSettings = {},
): Promise<HttpResponse> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    method,
    headers,
    agent: false,
    rejectUnauthorized: false,
  };
  return new Promise((resolve, reject) => {
    const outgoing = send(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: headerValuesOf(response.rawHeaders),
          body: Buffer.concat(parts).toString(),
        });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

export const ACCEPT_HTML = { Accept: 'text/html' };

/** Sends a GET request for a path of the site. */
export const get = (path: string, headers: Record<string, string> = {}) =>
  request(SITE_URL + path, { headers });

function headerValuesOf(rawHeaders: readonly string[]): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (let index = 0; index < rawHeaders.length; index += 2)
    (values[(rawHeaders[index] ?? '').toLowerCase()] ??= []).push(rawHeaders[index + 1] ?? '');
  return values;
}
