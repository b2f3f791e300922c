import type { Express } from 'express';
import { floatApp, numberApp } from '../../../test/support/draw-services';

/** A service built on this package, with draws of a known seed. */
export interface DrawService {
  name: 'number' | 'float';
  app: () => Express;
  /** A range, as query parameters. */
  range: Record<string, string>;
  /** The values that seed `quartet` draws in that range at indexes 0, 1 and 2, with all digits. */
  drawn: string[];
}

// Each app is created once, because creating its metrics takes longer than a request.
const number = numberApp();
const float = floatApp();

export const services: DrawService[] = [
  { name: 'number', app: () => number, range: { min: '1', max: '6' }, drawn: ['5', '4', '2'] },
  {
    name: 'float',
    app: () => float,
    range: { min: '0', max: '10', decimals: '2' },
    drawn: ['4.42', '7.34', '5.70'],
  },
];
