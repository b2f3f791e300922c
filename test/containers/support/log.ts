import { docker } from './docker';
import { replicasOf } from './site';

/** What one looks for in a line of a log. */
interface LogLine {
  requestId?: string;
  client?: string;
  cache?: string;
}

/** The lines that the replicas of a service have logged lately. */
export async function logOf(service: string): Promise<LogLine[]> {
  const texts = await Promise.all(
    (await replicasOf(service)).map((id) => docker(['logs', '--since', '30s', id])),
  );
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
}
