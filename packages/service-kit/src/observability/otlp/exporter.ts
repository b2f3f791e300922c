import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../log';

/** Sends spans to a collector. Logs when exports begin to fail and when they work again, instead of each failed export. */
export class Exporter implements SpanExporter {
  private readonly exporter: SpanExporter;
  private isFailing = false;

  constructor(
    url: string,
    private readonly log: Logger,
  ) {
    this.exporter = new OTLPTraceExporter({ url });
  }

  export: SpanExporter['export'] = (spans, done) => {
    this.exporter.export(spans, (result) => {
      this.report(result.error);
      done(result);
    });
  };

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private report(error: Error | undefined): void {
    const isFailing = error !== undefined;
    if (isFailing === this.isFailing) return;
    this.isFailing = isFailing;
    if (isFailing) this.log.warn({ reason: error.message }, 'Traces cannot be sent; they are dropped');
    else this.log.warn('Traces can be sent again');
  }
}
