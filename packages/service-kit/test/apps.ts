import { type Express, Router } from 'express';
import { pino } from 'pino';
import type { Test } from 'supertest';
import { createBaseApp, createKit, type Kit, notFound, problemHandler } from '../src';

export const silentKit = (): Kit => createKit('test', __dirname, { LOG_LEVEL: 'silent' });

/** An app with the middleware and handlers of a service, and the routes that `build` adds. */
export function appWith(build: (router: Router) => void, kit = silentKit()): Express {
  const router = Router();
  build(router);
  return createBaseApp(kit).use(router, notFound, problemHandler(kit));
}

/** The status and the detail of a problem document. */
export async function refusal(call: Test): Promise<{ status: number; detail: string }> {
  const { status, body } = await call;
  return { status, detail: (body as { detail: string }).detail };
}

/** A kit that keeps its log lines in an array. */
export function recordingKit(): { kit: Kit; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>);
  const log = pino({ level: 'debug', formatters: { level: (level) => ({ level }) } }, { write });
  return { kit: { ...silentKit(), log }, lines };
}

/** Waits until `condition` is true, at most 15 s. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Timed out: ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
