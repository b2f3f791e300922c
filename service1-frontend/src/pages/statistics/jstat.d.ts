/** jstat ships no types; these are the ones that this service uses. */
declare module 'jstat' {
  export const chisquare: {
    /** The cumulative distribution function of the chi-squared distribution. */
    cdf: (x: number, degreesOfFreedom: number) => number;
  };
}
