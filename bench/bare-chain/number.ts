import { sendJson, serve } from './serve';

serve((_req, res) => {
  sendJson(res, { number: Math.floor(Math.random() * 3) });
});
