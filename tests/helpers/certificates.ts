import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe } from 'vitest';

const openssl = (...args: readonly string[]): boolean => spawnSync('openssl', args, { stdio: 'ignore' }).status === 0;

/** `describe` for tests that need OpenSSL's program: skipped by name where it is missing, a failure there with CI=true. */
export const describeWithOpenssl =
  !openssl('version') && process.env['CI'] !== 'true'
    ? (name: string, _body: () => void) => describe.skip(`${name} [needs openssl]`, () => undefined)
    : describe;

export interface TestCertificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** A certificate for 127.0.0.1 and localhost that signs itself, made anew for this run. */
export function makeCertificate(folder: string, name: string): TestCertificate {
  const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const made = openssl(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
    ...['-keyout', keyFile, '-out', certFile],
  );
  if (!made) throw new Error('openssl made no certificate');
  return { certFile, keyFile };
}
