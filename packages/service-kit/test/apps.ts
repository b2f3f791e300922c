import { type Express, Router } from 'express';
import { pino } from 'pino';
import type { Test } from 'supertest';
import { createBaseApp, createKit, type Kit, notFound, problemHandler } from '../src';

export const quietKit = (): Kit => createKit('test', __dirname, { LOG_LEVEL: 'silent' });

/** An app as services build theirs, with the routes that `build` gives it. */
export function appWith(build: (router: Router) => void, kit = quietKit()): Express {
  const router = Router();
  build(router);
  return createBaseApp(kit).use(router, notFound, problemHandler(kit));
}

/** The status and the sentence of a refused request. */
export async function refusal(call: Test): Promise<{ status: number; detail: string }> {
  const { status, body } = await call;
  return { status, detail: (body as { detail: string }).detail };
}

/** A kit whose log lines can be looked at. */
export function listeningKit(): { kit: Kit; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>);
  const log = pino({ level: 'debug', formatters: { level: (level) => ({ level }) } }, { write });
  return { kit: { ...quietKit(), log }, lines };
}

/** Resolves when `holds` does; gives up after 15 s, so that a failing test does not keep its process busy. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`never came true: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
