import { stringify } from 'csv-stringify/sync';

/**
 * A text that a spreadsheet evaluates as a formula (https://owasp.org/www-community/attacks/CSV_Injection).
 * Negative numbers and random seeds may start with a hyphen, but contain no other character that a formula needs.
 */
const FORMULA = /^[=+@\t\r]|^-(?!\d+(\.\d+)?$).*[^\w-]/s;

/** Formats rows as CSV (RFC 4180, but lines end with LF alone). Puts an apostrophe before a formula, so that spreadsheets show it as text. */
export const csvRows = (rows: readonly (readonly (string | number | boolean)[])[]): string =>
  stringify(
    rows.map((row) => row.map(escapeFormula)),
    { quoted_match: /\r/ },
  );

const escapeFormula = (value: string | number | boolean) =>
  typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
