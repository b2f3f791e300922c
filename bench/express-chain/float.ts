import { listen } from './listen';

listen((app) => {
  app.get('/', (_req, res) => {
    res.json({ float: Math.floor(Math.random() * 1001) / 100 });
  });
});
