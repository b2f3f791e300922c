import { parentPort, workerData } from 'node:worker_threads';
import { checkRules } from './check';
import type { CheckTask } from './check-in-worker';

// Runs in a thread of its own: see check-apart.ts. The time of loading all this does not count.
parentPort?.postMessage(undefined);
for (const { file, yaml } of workerData as CheckTask[]) {
  const { problems, odds } = checkRules(file, yaml);
  parentPort?.postMessage({ problems, odds });
}
