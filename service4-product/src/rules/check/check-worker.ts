import { parentPort, workerData } from 'node:worker_threads';
import { checkRules } from './check';
import type { CheckTask } from './check-in-worker';

// The thread of check-in-worker.ts. The first message reports that the modules are loaded.
parentPort?.postMessage(undefined);
for (const { file, yaml } of workerData as CheckTask[]) {
  const { problems, odds } = checkRules(file, yaml);
  parentPort?.postMessage({ problems, odds });
}
