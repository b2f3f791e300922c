/** The part of jstat that is used here; it has no types of its own. */
declare module 'jstat' {
  export const chisquare: {
    /** The chi-squared distribution's probability up to `x`. */
    cdf: (x: number, degreesOfFreedom: number) => number;
  };
}
