import { freshSeed } from '@quartet/draws';
import type { Express } from 'express';
import { createApp as createNumber } from '../../service2-number/src/app';
import { createApp as createFloat } from '../../service3-float/src/app';
import { silentKit } from './silent-kit';

export const numberApp = (): Express => createNumber(silentKit('number', 'service2-number'), freshSeed);
export const floatApp = (): Express => createFloat(silentKit('float', 'service3-float'), freshSeed);
