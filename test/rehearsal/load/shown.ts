/** What a visit asks for: with a seed and an index of its own, asking again is the very same draw, and recorded once. */
export interface Draw {
  seed: string;
  index: number;
}

/** What the site shows of it. */
export interface Shown {
  id: string;
  rule: string;
  /** False where it could not be recorded yet. */
  recorded: boolean;
}

/** Of an answer, only an object counts, and only the one that was asked for. */
export function shownBy(status: number, text: string, draw: Draw): Shown {
  const answer = parse(text);
  if (status !== 200) throw new Error([status, answer?.detail].filter(Boolean).join(': '));
  if (answer === undefined) throw new Error('200 with broken JSON');
  const { id, rule, seed, index, recorded = true } = answer;
  if (typeof id !== 'string' || typeof rule !== 'string') throw new Error('200 without an object');
  if (seed !== draw.seed || index !== draw.index) throw new Error('200 with the object of another draw');
  return { id, rule, recorded: recorded === true };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
