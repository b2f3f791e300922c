import { Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Answer, HostileRequest, NoAnswer } from './request';

/** No part of an answer may take longer. */
const STALLED_MS = 5_000;
/** The client abandons a longer answer: an export can have a million rows. */
const MAX_ANSWER_BYTES = 4_000_000;

/** Sends hostile requests to one service, on kept-alive connections. */
export class HostileClient {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  close(): void {
    this.agent.destroy();
  }

  send(hostile: HostileRequest): Promise<Answer | NoAnswer> {
    return new Promise((resolve) => {
      const { hostname, port } = new URL(this.url);
      const { method, target, headers, body, raw } = hostile;
      const request = httpRequest({
        hostname,
        port,
        method,
        path: raw ? '/' : target,
        setHost: false,
        headers: raw ? [] : headers.flat(),
        ...(raw
          ? { createConnection: () => replaceWrites(connect(Number(port), hostname), raw) }
          : { agent: this.agent }),
      });
      const fail = (failure: string, isStarted = false) => {
        clearTimeout(stalled);
        resolve({ failure, isStarted });
        request.destroy();
      };
      const stalled = setTimeout(() => {
        fail(`nothing arrived for ${STALLED_MS / 1_000} s`);
      }, STALLED_MS);
      request.once('error', ({ message }) => {
        fail(message);
      });
      request.once('response', (response) => {
        readAnswer(response, stalled).then(
          (answer) => {
            clearTimeout(stalled);
            resolve(answer);
          },
          (error: unknown) => {
            fail(`the answer ended early: ${String(error)}`, true);
          },
        );
      });
      request.end(body);
    });
  }
}

async function readAnswer(response: IncomingMessage, stalled: NodeJS.Timeout): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    stalled.refresh();
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size > MAX_ANSWER_BYTES) break;
  }
  return {
    status: response.statusCode ?? 0,
    type: (response.headers['content-type'] ?? '').split(';')[0] ?? '',
    headers: response.headers,
    text: Buffer.concat(chunks).toString(),
    isCut: size > MAX_ANSWER_BYTES,
  };
}

/** A connection that sends `raw` in place of the client's own request, so that Node's parser reads the answer. */
function replaceWrites(socket: Socket, { bytes, isTruncated }: NonNullable<HostileRequest['raw']>): Duplex {
  socket.once('connect', () => {
    if (isTruncated) socket.end(bytes);
    else socket.write(bytes);
  });
  const connection = new Duplex({
    read: () => socket.resume(),
    write: (_chunk, _encoding, done) => {
      done();
    },
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => connection.push(chunk) || socket.pause());
  socket.once('close', () => connection.push(null));
  socket.once('error', (error) => connection.destroy(error));
  return connection;
}
