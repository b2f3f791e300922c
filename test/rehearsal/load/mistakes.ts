/** The command was called wrongly; the message says how. */
export class UsageError extends Error {}

/** A file is not there, or not what it should be; the message says which and why. */
export class FileProblem extends Error {}
