import helmet from 'helmet';

/** Allows only scripts, styles, pictures and requests of the site itself: nothing inline, no frames, no forms to other sites. */
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
  // nginx terminates TLS, so it also sets Strict-Transport-Security.
  strictTransportSecurity: false,
});
