import type { Express } from 'express';
import { floatApp, numberApp } from '../../../test/support/draw-services';

/** The two services that are made of this package, each with what its draws of known seeds are. */
export interface Kind {
  name: 'number' | 'float';
  app: () => Express;
  /** A range of its own, as query parameters. */
  range: Record<string, string>;
  /** What seed `quartet` draws in that range at indexes 0, 1 and 2, with all digits. */
  drawn: string[];
}

// Each built once: an app with its metrics takes longer to make than a request to it.
const number = numberApp();
const float = floatApp();

export const kinds: Kind[] = [
  { name: 'number', app: () => number, range: { min: '1', max: '6' }, drawn: ['5', '4', '2'] },
  {
    name: 'float',
    app: () => float,
    range: { min: '0', max: '10', decimals: '2' },
    drawn: ['4.42', '7.34', '5.70'],
  },
];
