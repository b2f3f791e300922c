/** The seed and index of a visit. A retry with both repeats the same draw, which the site records once. */
export interface Draw {
  seed: string;
  index: number;
}

/** The object that the site shows for a draw. */
export interface ShownObject {
  id: string;
  rule: string;
  /** False if the site has queued the object. */
  recorded: boolean;
}

/** @throws if the answer is not the object of the requested draw */
export function parseAnswer(status: number, text: string, draw: Draw): ShownObject {
  const answer = parseObject(text);
  if (status !== 200) throw new Error([status, answer?.detail].filter(Boolean).join(': '));
  if (answer === undefined) throw new Error('200 with invalid JSON');
  const { id, rule, seed, index, recorded = true } = answer;
  if (typeof id !== 'string' || typeof rule !== 'string') throw new Error('200 without an object');
  if (seed !== draw.seed || index !== draw.index) throw new Error('200 with the object of another draw');
  return { id, rule, recorded: recorded === true };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
