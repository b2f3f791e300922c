import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { ConfigError } from '../config/config';
import type { CommonConfig } from '../config/variables';
import { MAX_HEADER_BYTES, respondToClientErrors } from '../http/unparsed-request';
import type { Kit } from '../observability/kit';
import { startTracing } from '../observability/start-tracing';
import { stopGracefully } from './shutdown';

/** The time limit for receiving a request; requests are small, so only slow or stalled clients exceed it. */
const REQUEST_TIMEOUT_MS = 15_000;
/** Longer than the usual proxy keep-alive (60 s), so that the proxy closes first. */
const KEEP_ALIVE_MS = 65_000;

/** The parts of a service process. */
export interface Service {
  kit: Kit;
  config: CommonConfig;
  app: Express;
  /** Closes resources after the last response. */
  close?: () => Promise<void>;
}

/**
 * Runs a service process: starts it, listens, and stops it gracefully on SIGTERM or SIGINT.
 * If the start fails, it writes the reason to standard error and exits with 1.
 */
export async function runService(start: () => Service | Promise<Service>): Promise<void> {
  const removeStartupHandlers = exitOnStopRequest();
  try {
    const { kit, config, app, close } = await start();
    const stopTracing = startTracing(kit, config);
    const server = await listen(app, config);
    stopGracefully(kit, server, config, { close, stopTracing });
    removeStartupHandlers();
    const { address, family, port } = server.address() as AddressInfo;
    const host = family === 'IPv6' ? `[${address}]` : address;
    kit.log.info({ url: `http://${host}:${port}`, version: kit.version }, 'Listening');
  } catch (error) {
    failStart(error);
  }
}

/** Writes the reason of a failed start to standard error and exits with 1; also for failures that appear after the start. */
export function failStart(error: unknown): never {
  process.stderr.write(`${startErrorMessage(error)}\n`);
  // Exit at once: open resources such as a connection pool would keep the process alive.
  process.exit(1);
}

/** Exits at once on a stop request, because no request is in flight yet. Returns a function that removes the handlers. */
function exitOnStopRequest(): () => void {
  const events = ['SIGTERM', 'SIGINT', 'disconnect'];
  const exit = () => process.exit(0);
  for (const event of events) process.once(event, exit);
  return () => {
    for (const event of events) process.off(event, exit);
  };
}

function listen(app: Express, { HOST, PORT }: CommonConfig): Promise<Server> {
  const options = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // `requireHost` responds with a problem document.
    requireHostHeader: false,
  };
  const server = createServer(options, app);
  respondToClientErrors(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, () => {
      resolve(server);
    });
  });
}

function startErrorMessage(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, port, address, hostname, message } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
    hostname?: string;
  };
  if (code === 'EADDRINUSE')
    return `Port ${port ?? '?'} is in use. Stop the other program, or set PORT to another port.`;
  if (code === 'EADDRNOTAVAIL')
    return `HOST ${address ?? '?'} is not an address of this machine. Set HOST to one, such as 127.0.0.1.`;
  if (hostname !== undefined && (code === 'ENOTFOUND' || code === 'EAI_AGAIN'))
    return `HOST ${hostname} cannot be resolved. Set HOST to an address of this machine, such as 127.0.0.1.`;
  if (code === 'EACCES' && port !== undefined)
    return `This user may not use port ${port}. Set PORT to a port above 1023.`;
  return `The service cannot start: ${message}`;
}
