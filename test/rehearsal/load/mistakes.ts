/** A file is not there, or not what it should be; the message says which and why. */
export class FileProblem extends Error {}
