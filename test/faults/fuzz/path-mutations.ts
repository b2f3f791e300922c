import fc from 'fast-check';
import { build, encode, type Parts } from './endpoint';
import type { HostileRequest } from './request';
import { text } from './values';

/** A path in other spellings, and next to it. */
const SPELLINGS: ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `${path}/..`,
  (path) => `${path}/%2e%2e/`,
  (path) => `/..${path}`,
  (path) => `/%2e%2e%2f%2e%2e${path}`,
  (path) => `/assets/..${path}`,
  () => '/assets/%2e%2e%2fpackage.json',
  (path) => `${path}%2f`,
  (path) => `${path}%00`,
  (path) => `${path}%`,
  (path) => `${path}%ff`,
  (path) => `${path}%0d%0aX-Injected:%201`,
  (path) => `${path};a=b`,
  (path) => `${path}.json`,
  (path) => path.toUpperCase(),
  (path) => path.replaceAll('/', '//'),
  (path) => path.replaceAll('/', '/%2f'),
  (path) => path.replaceAll('/', '/./'),
  (path) => path.replace(/\w/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (path) => `http://localhost${path}`,
  (path) => `http://elsewhere.example:99999${path}`,
  (path) => `${path}${'/a'.repeat(2_000)}`,
  (path) => `${path}\u00e9`,
  () => '*',
  () => '',
];

/** Replaces the parameter of the path, or spells the path differently. `template` is the path in the OpenAPI document. */
export function pathMutations(valid: Parts, template: string): fc.Arbitrary<HostileRequest> {
  const spelling = fc
    .constantFrom(...SPELLINGS)
    .map((spell) => build('path spelling', { ...valid, path: spell(valid.path) || '/' }));
  if (!template.includes('{')) return spelling;
  const parameter = fc.tuple(text, fc.boolean()).map(([value, isEncoded]) =>
    build('path parameter', {
      ...valid,
      // Unencoded, a space or a control character would end the request line.
      path: template.replace(/\{\w+\}/, () => (isEncoded ? encode(value) : encodeURI(value.toWellFormed()))),
    }),
  );
  return fc.oneof({ weight: 1, arbitrary: spelling }, { weight: 3, arbitrary: parameter });
}
