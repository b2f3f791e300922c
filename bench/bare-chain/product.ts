import { jsonOf, sendJson, serve } from './serve';

serve((req, res) => {
  void jsonOf<{ number: number; float: number }>(req).then(({ number, float }) => {
    sendJson(res, { product: number * float });
  });
});
