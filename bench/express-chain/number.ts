import { listen } from './listen';

listen((app) => {
  app.get('/', (_req, res) => {
    res.json({ number: Math.floor(Math.random() * 3) });
  });
});
