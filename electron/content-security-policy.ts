/**
 * Name of the one trusted-types policy of the interface: it turns the address of a bundled worker into
 * a script address, and nothing else may.
 */
export const TRUSTED_TYPES_POLICY = 'achilles';

/**
 * What the interface may load, on either host: its own files and pictures made in memory; no inline
 * code, no `eval`, no other address, no frame, no form, and no markup or script made from text.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_TYPES_POLICY}`,
].join('; ');
