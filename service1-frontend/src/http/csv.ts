import { stringify } from 'csv-stringify/sync';

/**
 * A spreadsheet would take such a text for a formula, and seeds are whatever somebody wrote. A fresh seed may begin with a
 * hyphen, and has nothing in it that a formula needs.
 */
const FORMULA = /^[=+@\t\r]|^-.*[^\w-]/s;

/** Rows of CSV (RFC 4180, lines ended by a newline alone); a text that a spreadsheet would calculate has an apostrophe before it. */
export const csvRows = (rows: readonly (readonly (string | number | boolean)[])[]): string =>
  stringify(rows.map((row) => row.map(harmless)));

const harmless = (value: string | number | boolean) =>
  typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
