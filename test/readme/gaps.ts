/** In the output that a document shows: any text within a line, or any number of lines if it is the whole line. */
const GAP = '…';

type Move = 'both' | 'shown' | 'actual';

/**
 * Fills the gaps in the lines that a document shows with the lines that the command printed.
 * The result equals `actual` if all lines match; otherwise it differs from `actual` as little as possible.
 */
export function fillGaps(shown: readonly string[], actual: readonly string[]): string[] {
  // For each pair of positions: the lowest cost of the remaining lines, and the move that achieves it.
  const costs = Array.from({ length: shown.length + 1 }, () => new Array<number>(actual.length + 1).fill(0));
  const moves = costs.map((row) => row.map((): Move => 'both'));
  for (let i = shown.length; i >= 0; i--) {
    for (let j = actual.length; j >= 0; j--) {
      if (i === shown.length && j === actual.length) continue;
      const options = movesAt(shown[i], actual[j]).map(
        ({ move, cost }) =>
          [cost + costs[i + Number(move !== 'actual')]![j + Number(move !== 'shown')]!, move] as const,
      );
      const [cost, move] = options.reduce((best, option) => (option[0] < best[0] ? option : best));
      costs[i]![j] = cost;
      moves[i]![j] = move;
    }
  }
  return follow(moves, shown, actual);
}

/** The moves possible at a pair of lines, preferred ones first; a line past the end is undefined. */
function movesAt(shown: string | undefined, actual: string | undefined): { move: Move; cost: number }[] {
  const isGap = shown === GAP;
  return [
    ...(shown !== undefined && actual !== undefined && !isGap
      ? [{ move: 'both' as const, cost: matches(shown, actual) ? 0 : 1.5 }]
      : []),
    ...(actual !== undefined ? [{ move: 'actual' as const, cost: isGap ? 0 : 1 }] : []),
    ...(shown !== undefined ? [{ move: 'shown' as const, cost: isGap ? 0 : 1 }] : []),
  ];
}

function follow(moves: Move[][], shown: readonly string[], actual: readonly string[]): string[] {
  const filled: string[] = [];
  let [i, j] = [0, 0];
  while (i < shown.length || j < actual.length) {
    const move = moves[i]![j]!;
    const line = shown[i];
    if (move === 'both') filled.push(matches(line!, actual[j]!) ? actual[j]! : line!);
    else if (move === 'actual' && line === GAP) filled.push(actual[j]!);
    else if (move === 'shown' && line !== GAP) filled.push(line!);
    if (move !== 'actual') i++;
    if (move !== 'shown') j++;
  }
  return filled;
}

function matches(shown: string, actual: string): boolean {
  const pieces = shown.split(GAP).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(actual);
}
