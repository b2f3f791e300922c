import { type HealthCheck, type Kit, within } from '@quartet/service-kit';
import { Gauge } from 'prom-client';
import type { Dependencies } from './dependencies';

/** Shorter than the usual timeout of a scrape (10 s), so that the other metrics arrive too. */
const CHECK_TIMEOUT_MS = 1_000;

/**
 * The readiness checks. The database is required only until its first connection: objects can be drawn without it, and if every
 * replica became unready, there would be none. Mistakes in rule files are only reported.
 */
export function readinessChecks({ repository, rulebook }: Dependencies): HealthCheck[] {
  const rules = () => {
    const { mistakes } = rulebook;
    return mistakes.length > 0 ? Promise.reject(new Error(mistakes.join('; '))) : Promise.resolve();
  };
  return [
    {
      name: 'database',
      get required() {
        return !repository.isOpen;
      },
      check: () => repository.objects.check(),
      about: () => ({
        kind: repository.kind,
        waiting: repository.objects.waiting,
        discarded: repository.objects.discarded,
      }),
    },
    { name: 'rules', required: false, check: rules },
  ];
}

/** Registers the metrics of the rules, the database and the recording queue. */
export function registerMetrics(
  { metrics: { registry } }: Kit,
  { rulebook, repository: { objects: store } }: Dependencies,
): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge('quartet_rule_sets', 'The number of rule sets.', () => rulebook.names.length);
  gauge(
    'quartet_rule_mistakes',
    'The number of mistakes in the rule files when they were last read.',
    () => rulebook.mistakes.length,
  );
  new Gauge({
    name: 'quartet_database_available',
    help: 'Whether the database answers: 1 or 0.',
    registers: [registry],
    async collect() {
      const check = within(CHECK_TIMEOUT_MS, store.check(), 'no answer');
      this.set(
        await check.then(
          () => 1,
          () => 0,
        ),
      );
    },
  });
  gauge(
    'quartet_recording_queue_objects',
    'The number of objects that wait until the database is available.',
    () => store.waiting,
  );
  gauge(
    'quartet_recording_discarded_objects',
    'The number of objects since the start that the database refused for good.',
    () => store.discarded,
  );
}
