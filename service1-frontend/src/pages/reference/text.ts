import type { LocatedService } from './reference';

/** The reference for a terminal: what can be asked, and with what. */
export const referenceText = (services: LocatedService[]): string =>
  services
    .map(({ openapi, document, operations }) =>
      [
        `${openapi.info.title}: ${document}`,
        ...operations.map(
          ({ method, path, summary, isInternal, samples }) =>
            `\n# ${method} ${path}: ${summary}${isInternal ? ' (only for those inside)' : `\n${samples.map(({ source }) => source).join('\n')}`}`,
        ),
      ].join('\n'),
    )
    .map((text) => `${text}\n`)
    .join('\n\n');
