/** What was asked for cannot be done; the message says why, in a sentence. */
export class ReleaseError extends Error {}
