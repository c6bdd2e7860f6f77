import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server as HttpsServer } from 'node:https';
import type { RequestListener } from 'node:http';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Logger } from './logger.ts';

/** Where certificate (with its chain) and key lie, PEM. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** A certificate or key cannot be read, or they do not belong together. */
export class TlsFileError extends Error {}

/** TLS 1.2 at least; Node's own list of ciphers holds nothing weaker than AES with ECDHE or DHE ahead of it. */
const OLDEST = { minVersion: 'TLSv1.2' } as const;

/** Both files, proven to belong together. @throws TlsFileError */
export function readTlsFiles({ certFile, keyFile }: TlsFiles): SecureContextOptions {
  try {
    const pair = { cert: readFileSync(certFile), key: readFileSync(keyFile), ...OLDEST };
    createSecureContext(pair);
    return pair;
  } catch (error) {
    throw new TlsFileError(`证书 ${certFile} 或私钥 ${keyFile} 无法使用:${(error as Error).message}`);
  }
}

const changedAt = ({ certFile, keyFile }: TlsFiles): string =>
  [certFile, keyFile].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join('/');

export interface TlsServer {
  /** For Fastify's `serverFactory`. */
  readonly create: (handler: RequestListener) => HttpsServer;
  /**
   * Takes the files again when they have changed, without closing a connection. Files that do not belong together (yet)
   * leave the certificate that is in use.
   * @throws TlsFileError in that case, to be tried again
   */
  readonly reload: () => void;
}

/** An https server whose certificate can be renewed while it runs. @throws TlsFileError */
export function openTlsServer(files: TlsFiles, log: Logger): TlsServer {
  const first = readTlsFiles(files);
  let seen = changedAt(files);
  let server: HttpsServer | undefined;
  return {
    create: (handler) => (server = createServer(first, handler)),
    reload() {
      const now = changedAt(files);
      if (now === seen) return;
      server?.setSecureContext(readTlsFiles(files));
      seen = now;
      log.info('certificate renewed');
    },
  };
}
