import type { HealthCheck, Kit } from '@quartet/service-kit';
import { Gauge } from 'prom-client';
import type { Dependencies } from './dependencies';
import type { Rulebook } from './rules/rulebook';

/** What readiness looks at: the record, without which there is nothing to offer, and mistakes in rule files, which are only told. */
export function readinessChecks({ record, rulebook }: Dependencies): HealthCheck[] {
  const rules = () => {
    const { mistakes } = rulebook;
    return mistakes.length > 0 ? Promise.reject(new Error(mistakes.join('; '))) : Promise.resolve();
  };
  return [
    { name: 'record', required: true, check: () => record.check() },
    { name: 'rules', required: false, check: rules },
  ];
}

/** Metrics of the rules: how many sets there are, and how many mistakes the files had when they were last read. */
export function ruleMetrics({ metrics: { registry } }: Kit, rulebook: Rulebook): void {
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
}
