/** A release step cannot run. The message is one sentence for the user. */
export class ReleaseError extends Error {}
