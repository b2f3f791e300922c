import { json } from 'express';
import { listen } from './listen';

const OUTCOMES = ['MISSED', 'HIT', 'CRIT'];

listen((app) => {
  app.post('/', json(), (req, res) => {
    const { number, float } = req.body as { number: number; float: number };
    res.json({ product: number * float, outcome: OUTCOMES[number] });
  });
});
