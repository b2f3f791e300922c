import { destination, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * Creates a logger that writes one JSON object per line to standard output.
 * Writes are synchronous, so that the last lines before a crash are not lost.
 */
export function createLogger(service: string, level: string): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination({ dest: 1, sync: true }),
  );
}
