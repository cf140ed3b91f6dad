/**
 * Name of the one trusted-types policy of the interface: it lets an address of the page's own origin start
 * a worker, and nothing else may turn text into script. Made in `renderer/app/trusted-types.ts`.
 */
const TRUSTED_TYPES_POLICY = 'default';

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
