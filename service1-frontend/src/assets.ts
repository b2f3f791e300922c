import { join } from 'node:path';
import express from 'express';

/** The style sheet and the icon; a browser asks again after an hour. */
export const assets = express.static(join(__dirname, '..', 'public'), {
  index: false,
  redirect: false,
  setHeaders: (res) => {
    res.setHeader('Cache-Control', 'public, max-age=3600');
  },
});
