import { rmSync } from 'node:fs';
import { takeDown } from './setup';

export default async function teardown(): Promise<void> {
  await takeDown();
  rmSync(process.env.SECRETS ?? '', { recursive: true });
}
