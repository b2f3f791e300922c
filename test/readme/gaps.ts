/** In the output that a document shows, this stands for any text within a line, and alone in a line for any number of lines. */
const GAP = '…';

type Move = 'both' | 'shown' | 'actual';

/**
 * The lines that a document shows, their gaps filled from what was really printed as far as the two correspond.
 * The result equals `actual` exactly where all corresponds, and else differs from it as little as can be.
 */
export function fillGaps(shown: readonly string[], actual: readonly string[]): string[] {
  // For each pair of places, the fewest differences from there on, and the move that leads there.
  const fewest = Array.from({ length: shown.length + 1 }, () => new Array<number>(actual.length + 1).fill(0));
  const moves = fewest.map((row) => row.map((): Move => 'both'));
  for (let i = shown.length; i >= 0; i--) {
    for (let j = actual.length; j >= 0; j--) {
      if (i === shown.length && j === actual.length) continue;
      const options = optionsAt(shown[i], actual[j]).map(
        ({ move, cost }) =>
          [cost + fewest[i + Number(move !== 'actual')]![j + Number(move !== 'shown')]!, move] as const,
      );
      const [cost, move] = options.reduce((best, option) => (option[0] < best[0] ? option : best));
      fewest[i]![j] = cost;
      moves[i]![j] = move;
    }
  }
  return follow(moves, shown, actual);
}

/** How to go on from a pair of lines, of which one may be beyond the end; the best first where they cost the same. */
function optionsAt(shown: string | undefined, actual: string | undefined): { move: Move; cost: number }[] {
  const isGap = shown === GAP;
  return [
    ...(shown !== undefined && actual !== undefined && !isGap
      ? [{ move: 'both' as const, cost: corresponds(shown, actual) ? 0 : 1.5 }]
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
    if (move === 'both') filled.push(corresponds(line!, actual[j]!) ? actual[j]! : line!);
    else if (move === 'actual' && line === GAP) filled.push(actual[j]!);
    else if (move === 'shown' && line !== GAP) filled.push(line!);
    if (move !== 'actual') i++;
    if (move !== 'shown') j++;
  }
  return filled;
}

function corresponds(shown: string, actual: string): boolean {
  const pieces = shown.split(GAP).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(actual);
}
