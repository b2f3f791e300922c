import express, { type Express } from 'express';

/** Serves an app on PORT and exits when the parent process disconnects. */
export function listen(define: (app: Express) => void): void {
  const app = express();
  define(app);
  const server = app.listen(Number(process.env.PORT), '127.0.0.1');
  // Longer than the pause between rounds, so that no request meets a connection that is just closing.
  server.keepAliveTimeout = 65_000;
  process.once('disconnect', () => process.exit());
}
