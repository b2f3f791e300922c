import type { RequestHandler } from 'express';

/**
 * Middleware that drops requests whose caller has already disconnected: a service that was overloaded or stopped finds many of them in
 * its sockets, and work for them would delay the others. The event loop reads the end of a connection in the
 * round after the request: the first `setImmediate` ends the round of the request, and the second waits for the next one.
 */
export const dropAbandoned: RequestHandler = (req, _res, next) => {
  setImmediate(() => {
    setImmediate(() => {
      if (req.socket.writable) next();
      else req.socket.destroy();
    });
  });
};
