import { sendJson, serve } from './serve';

serve((_req, res) => {
  sendJson(res, { float: Math.floor(Math.random() * 1001) / 100 });
});
