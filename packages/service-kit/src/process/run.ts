import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { ConfigError } from '../config/config';
import type { Kit } from '../observability/kit';
import { stopGracefully } from './shutdown';
import { answerUnreadable, MAX_HEADER_BYTES } from '../errors/unparsed-request';
import type { CommonConfig } from '../config/variables';

/** Slow or stalled senders of a request are cut off after this; no request here is large. */
const REQUEST_TIMEOUT_MS = 15_000;
/** Longer than the 60 s for which proxies commonly keep idle connections: the proxy closes first, and never meets a closing one. */
const KEEP_ALIVE_MS = 65_000;

export interface Running {
  kit: Kit;
  config: CommonConfig;
  app: Express;
  /** What is left to close once the last request has been answered. */
  close?: () => Promise<void>;
}

/**
 * The life of a service's process: builds, listens, and stops cleanly on SIGTERM or SIGINT.
 * A start that fails says why in plain words and ends with exit code 1.
 */
export async function runService(start: () => Running | Promise<Running>): Promise<void> {
  const listens = endWhileStarting();
  try {
    const { kit, config, app, close } = await start();
    const server = await listen(app, config);
    stopGracefully(kit, server, config, close);
    listens();
    const { address, family, port } = server.address() as AddressInfo;
    const host = family === 'IPv6' ? `[${address}]` : address;
    kit.log.info({ url: `http://${host}:${port}`, version: kit.version }, 'listening');
  } catch (error) {
    endStart(error);
  }
}

/** Says in plain words why a service cannot start, and ends it with exit code 1; also for what comes out only once it listens. */
export function endStart(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  // At once: what has been opened before the failure, such as a pool of connections, would keep the process alive.
  process.exit(1);
}

/** Until it listens, nothing is in flight: whoever stops the service need not wait. Gives what ends that. */
function endWhileStarting(): () => void {
  const events = ['SIGTERM', 'SIGINT', 'disconnect'];
  const end = () => process.exit(0);
  for (const event of events) process.once(event, end);
  return () => {
    for (const event of events) process.off(event, end);
  };
}

function listen(app: Express, { HOST, PORT }: CommonConfig): Promise<Server> {
  const options = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  const server = createServer(options, app);
  answerUnreadable(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, () => {
      resolve(server);
    });
  });
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, port, address, hostname, message } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
    hostname?: string;
  };
  if (code === 'EADDRINUSE')
    return `Port ${port ?? '?'} is taken: stop what uses it, or set PORT to another.`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address ?? '?'}: set HOST to one that it has.`;
  if (hostname !== undefined && (code === 'ENOTFOUND' || code === 'EAI_AGAIN'))
    return `HOST ${hostname} is not known: set it to an address of this machine, such as 127.0.0.1.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user: set PORT to one above 1023.`;
  return `The service cannot start: ${message}`;
}
