import { docker } from './docker';
import { replicasOf } from './site';

/** The fields of a log line that the tests read. */
interface LogLine {
  requestId?: string;
  client?: string;
  cache?: string;
  callers?: string[];
}

/** Returns the log lines of all replicas of a service from the last 30 s. */
export async function recentLogLines(service: string): Promise<LogLine[]> {
  const texts = await Promise.all(
    (await replicasOf(service)).map((id) => docker(['logs', '--since', '30s', id])),
  );
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
}
