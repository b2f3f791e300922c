import type { HealthCheck, Kit } from '@quartet/service-kit';
import { Gauge } from 'prom-client';
import type { Dependencies } from './dependencies';

/**
 * What readiness looks at: the record, and mistakes in rule files, which are only told. So is a record that is away once it has been
 * there: objects are made without it, and if every replica withdrew there would be none.
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
      about: () => ({ kind: repository.kind, waiting: repository.objects.waiting }),
    },
    { name: 'rules', required: false, check: rules },
  ];
}

/** Metrics of the rules and the record. */
export function productMetrics(
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
  gauge('quartet_rule_sets', 'How many rule sets can be drawn from.', () => rulebook.names.length);
  gauge(
    'quartet_rule_mistakes',
    'How many mistakes the rule files had when they were last read.',
    () => rulebook.mistakes.length,
  );
  gauge(
    'quartet_recording_queue_objects',
    'How many objects wait for a record that is away.',
    () => store.waiting,
  );
}
