import type { Difference } from '../repository/recount';

/** Tells, a line each, which counts are not what the objects say. */
export function tellDifferences(differences: readonly Difference[]): void {
  for (const { rule, version, outcome, counted, recounted } of differences)
    process.stdout.write(
      `${rule} (version ${version}) ${outcome}: counted ${counted.objects} with the sum ${counted.sum}, found ${recounted.objects} with the sum ${recounted.sum}\n`,
    );
}
