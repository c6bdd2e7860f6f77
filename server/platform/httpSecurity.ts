import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Styles that do not come from our own files. L7 and ECharts place elements through `element.style`, which the policy
 * does not forbid; what needs an exception is listed here, each with its reason.
 */
const styleExceptions: readonly string[] = [
  // The two style sheets that @antv/l7 2.29.1 writes into the head itself (its map's and its controls'), by their text.
  // A new version of L7 changes them: the browser's console then names the new ones.
  "'sha256-5M68ps7JUfTWCeq8rt9PzUao13znTdHwR7EH5B60wiE='",
  "'sha256-i3FK3f8v2Bplqa0q0zURJ1PQYtizMOLvI7d+B30tPIo='",
];

/** Nothing from any other host, no inline script, no eval. `connect-src 'self'` covers WebSockets of the same host. */
export const contentSecurityPolicy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'", ...styleExceptions],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"],
  // L7 starts its workers from blobs.
  'worker-src': ["'self'", 'blob:'],
  'font-src': ["'self'"],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
};

/** Headers for every answer; HSTS and origin isolation only where browsers reach us by https. */
export const helmetOptions = (publicOrigin: string): FastifyHelmetOptions => {
  const https = publicOrigin.startsWith('https:');
  return {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Browsers ignore these two on plain http and complain about them in the console.
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    referrerPolicy: { policy: 'same-origin' },
  };
};

export interface Asking {
  readonly method: string;
  /** `Host`, or what a trusted proxy forwarded. */
  readonly host: string;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};

/**
 * Whether `Origin` names this very site, by the host asked for or by the configured public origin.
 * Use it for WebSocket upgrades too, which carry cookies and know no same-origin policy.
 */
export const isOwnOrigin = (origin: string, host: string, publicOrigin: string): boolean =>
  (publicOrigin !== '' && origin === publicOrigin.replace(/\/$/, '')) || hostOf(origin) === host.toLowerCase();

/** Whether a request that changes something was caused by another site (CSRF). Clients other than browsers send neither header. */
export function isForeign(asking: Asking, publicOrigin: string): boolean {
  if (READING.has(asking.method)) return false;
  if (asking.fetchSite === 'cross-site') return true;
  return asking.origin !== undefined && !isOwnOrigin(asking.origin, asking.host, publicOrigin);
}
