/** The command was called wrongly; the message says how. */
export class UsageError extends Error {}

/** What was asked for cannot be done; the message says why, in a sentence. */
export class ReleaseError extends Error {}
