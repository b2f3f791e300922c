import { readJson, sendJson, serve } from './serve';

serve((req, res) => {
  void readJson<{ number: number; float: number }>(req).then(({ number, float }) => {
    sendJson(res, { product: number * float });
  });
});
