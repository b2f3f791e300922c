import fc from 'fast-check';
import { jsonText, PROTOTYPE_NAMES, text } from './values';

type Path = (string | number)[];
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A value that stands for the text to insert. */
const HOLE = 'a hole in the text';

/** JSON texts that differ from the valid `body` in one place. */
export function jsonMutations(body: Json): fc.Arbitrary<string> {
  const valid = JSON.stringify(body);
  const paths = pathsOf(body);
  const path = fc.constantFrom(...paths);
  const objectPath = fc.constantFrom(...paths.filter((candidate) => isObject(valueAt(body, candidate))));
  const listPath = paths.filter((candidate) => Array.isArray(valueAt(body, candidate)));
  const name = fc.oneof(fc.constantFrom(...PROTOTYPE_NAMES), text).map((value) => JSON.stringify(value));
  const options: fc.WeightedArbitrary<string>[] = [
    {
      weight: 8,
      arbitrary: fc.tuple(path, jsonText).map(([at, value]) => fillHole(replaceAt(body, at, HOLE), value)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...paths.slice(1)).map((at) => JSON.stringify(removeAt(body, at))),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(objectPath, name, jsonText).map(([at, member, value]) => {
        const object = valueAt(body, at) as Record<string, Json>;
        // Written by hand: an object literal cannot have the same name twice.
        const members = JSON.stringify(object).slice(1, -1);
        return fillHole(replaceAt(body, at, HOLE), `{${members}${members && ','}${member}:${value}}`);
      }),
    },
    {
      weight: 1,
      arbitrary: objectPath.map((at) => {
        const members = JSON.stringify(valueAt(body, at)).slice(1, -1);
        return fillHole(replaceAt(body, at, HOLE), `{${members},${members}}`);
      }),
    },
    { weight: 2, arbitrary: fc.nat(valid.length).map((end) => valid.slice(0, end)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(valid.length), fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 3 }))
        .map(([at, inserted]) => valid.slice(0, at) + inserted + valid.slice(at)),
    },
  ];
  if (listPath.length > 0) {
    const count = fc.constantFrom(0, 2, 21, 1_000, 1_001, 10_000, 10_001);
    options.push({
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...listPath), count, fc.option(jsonText)).map(([at, n, entry]) => {
        const entries = valueAt(body, at) as Json[];
        const one = entry ?? JSON.stringify(entries[0]);
        // Long entries would only test the size limit.
        const times = Math.min(n, Math.ceil(3_000_000 / (one.length + 1)));
        return fillHole(replaceAt(body, at, HOLE), `[${Array.from({ length: times }, () => one).join(',')}]`);
      }),
    });
  }
  return fc.oneof(...options);
}

const isObject = (value: Json) => typeof value === 'object' && value !== null && !Array.isArray(value);

function pathsOf(value: Json): Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const entries: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [[], ...entries.flatMap(([key, entry]) => pathsOf(entry).map((path) => [key, ...path]))];
}

function valueAt(value: Json, path: Path): Json {
  return path.reduce((current, key) => (current as Record<string | number, Json>)[key] ?? null, value);
}

function replaceAt(value: Json, [key, ...rest]: Path, replacement: Json | undefined): Json | undefined {
  if (key === undefined) return replacement;
  const copy = structuredClone(value) as Record<string | number, Json | undefined>;
  copy[key] = replaceAt(copy[key] ?? null, rest, replacement);
  return copy as Json;
}

/** In a list, the result has null in its place. */
const removeAt = (value: Json, path: Path) => replaceAt(value, path, undefined);

/** A function, so that `$` has no meaning in `text`. */
const fillHole = (value: Json | undefined, text: string) =>
  JSON.stringify(value).replace(JSON.stringify(HOLE), () => text);
