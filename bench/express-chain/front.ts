import { Agent } from 'node:http';
import axios from 'axios';
import { listen } from './listen';

const { NUMBER_PORT, FLOAT_PORT, PRODUCT_PORT, PAGE_BYTES } = process.env;
/** The length of the page without its filler. */
const TEMPLATE_BYTES = 280;
const filler = 'x'.repeat(Math.max(0, Number(PAGE_BYTES) - TEMPLATE_BYTES));
const http = axios.create({ httpAgent: new Agent({ keepAlive: true }) });
const urlOf = (port?: string) => `http://127.0.0.1:${port}/`;

listen((app) => {
  app.set('view engine', 'ejs').set('views', __dirname);
  app.get('/', async (_req, res) => {
    const [drawnNumber, drawnFloat] = await Promise.all([
      http.get<{ number: number }>(urlOf(NUMBER_PORT)),
      http.get<{ float: number }>(urlOf(FLOAT_PORT)),
    ]);
    const draw = { ...drawnNumber.data, ...drawnFloat.data };
    const { data } = await http.post<{ product: number; outcome: string }>(urlOf(PRODUCT_PORT), draw);
    res.render('page', { ...draw, ...data, filler });
  });
});
