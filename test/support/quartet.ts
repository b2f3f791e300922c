import { join } from 'node:path';
import type { Express } from 'express';
import { createApp as createFrontend } from '../../service1-frontend/src/app';
import { apiAddresses } from '../../service1-frontend/src/pages/reference/addresses';
import { connectServices } from '../../service1-frontend/src/services/services';
import { createApp as createProduct } from '../../service4-product/src/app';
import type { Repository } from '../../service4-product/src/repository/open';
import { Rulebook } from '../../service4-product/src/rules/book/rulebook';
import { checkHere } from './check-here';
import { freshSeed } from '@quartet/draws';
import { testDatabase } from './database';
import { floatApp, numberApp } from './draw-services';
import { type Listening, listen } from './listen';
import { openTestRepository } from './repository';
import { silentKit } from './silent-kit';

const RULES = join(__dirname, '..', '..', 'service4-product', 'rules');

export { floatApp, numberApp };

export interface Product {
  app: Express;
  rulebook: Rulebook;
  /** Closes and deletes the database. */
  remove: () => Promise<void>;
}

/** Creates the product service with a new database, and the rules of the project or of another folder. */
export async function productApp(rules = RULES): Promise<Product> {
  const database = await testDatabase();
  const repository = await openTestRepository(database.settings);
  const { app, rulebook } = await productAppOver(repository, rules);
  const remove = async () => {
    await repository.close();
    await database.remove();
  };
  return { app, rulebook, remove };
}

/** Creates the product service on an open repository. */
export async function productAppOver(repository: Repository, rules = RULES) {
  const kit = silentKit('product', 'service4-product');
  const rulebook = await Rulebook.open(rules, repository.ruleStore, kit.log, checkHere);
  return { app: createProduct(kit, { rulebook, repository, now: Date.now }), rulebook };
}

/** The URLs of the other services, and the timeouts of the frontend in milliseconds. */
export interface FrontendSettings {
  number: string;
  float: string;
  product: string;
  /** The URL under which visitors reach the other services, if it differs. */
  apiUrl?: string;
  visitDeadlineMs?: number;
  attemptMs?: number;
}

export function frontendApp({
  number,
  float,
  product,
  apiUrl,
  visitDeadlineMs = 2_000,
  attemptMs = 700,
}: FrontendSettings): Express {
  const urls = { NUMBER_URL: number, FLOAT_URL: float, PRODUCT_URL: product };
  const services = connectServices({
    ...urls,
    VISIT_DEADLINE_MS: visitDeadlineMs,
    ATTEMPT_MS: attemptMs,
    RETRIES: 2,
  });
  return createFrontend(silentKit('frontend', 'service1-frontend'), {
    services,
    visitDeadlineMs,
    attemptMs,
    freshSeed,
    exportMax: 200_000,
    apis: apiAddresses({ ...urls, API_URL: apiUrl }),
  });
}

/** All four services, each on a free port. */
export interface Quartet {
  frontend: Listening;
  number: Listening;
  float: Listening;
  product: Listening;
  close: () => Promise<void>;
}

/** Starts all four services in this process, with a new product service unless you pass one. */
export async function startQuartet(existing?: Pick<Product, 'app' | 'remove'>): Promise<Quartet> {
  const { app, remove } = existing ?? (await productApp());
  const [number, float, product] = await Promise.all([listen(numberApp()), listen(floatApp()), listen(app)]);
  // Long timeouts: all four services share this process, so concurrent visits can be slow on a busy machine.
  const frontend = await listen(
    frontendApp({
      number: number.url,
      float: float.url,
      product: product.url,
      visitDeadlineMs: 20_000,
      attemptMs: 10_000,
    }),
  );
  const close = async () => {
    await Promise.all([frontend, number, float, product].map((service) => service.close()));
    await remove();
  };
  return { frontend, number, float, product, close };
}
