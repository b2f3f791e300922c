import helmet from 'helmet';

/** Nothing but our own style sheet, script and pictures; nothing inline, no frames, no forms to elsewhere. */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // Only whoever terminates TLS can promise it.
  strictTransportSecurity: false,
});
