import type { Difference } from '../repository/recount';

/** Prints one line for each stored count that differs from the objects. */
export function printDifferences(differences: readonly Difference[]): void {
  for (const { rule, version, outcome, counted, recounted } of differences)
    process.stdout.write(
      `${rule} (version ${version}) ${outcome}: counted ${counted.objects} with the sum ${counted.sum}, found ${recounted.objects} with the sum ${recounted.sum}\n`,
    );
}
