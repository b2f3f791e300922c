import { UserInputError } from '@quartet/service-kit';

/** 404: there is no such rule set; it knows those that there are, so that a page can lead to them. */
export class UnknownRuleError extends UserInputError {
  constructor(
    readonly rule: string,
    readonly known: readonly string[],
  ) {
    super(404, 'not-found', 'Not found', `There is no rule set ${rule}; there are ${known.join(', ')}.`);
  }
}
