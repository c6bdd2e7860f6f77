import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { noDatabase, nobodyKnown } from '../helpers/noDatabase.ts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { saysReady } from '../../server/embedded/readyProbe.ts';
import { createHttp, type App } from '../../server/platform/http.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { openGate, type Gate } from '../../server/platform/mqttGate.ts';
import { brokerTrust } from '../../server/platform/mqttTrust.ts';
import { openTlsServer, TlsFileError, type TlsServer } from '../../server/platform/tlsFiles.ts';
import { describeWithOpenssl, makeCertificate, type TestCertificate } from '../helpers/certificates.ts';
import { describeWithMosquitto, freePort, startMosquitto } from '../helpers/mosquitto.ts';
import { until } from '../helpers/until.ts';

const log = createLogger('silent');

describeWithOpenssl('https by configuration', () => {
  let folder: string;
  let first: TestCertificate;
  let second: TestCertificate;
  let files: TestCertificate;
  let tls: TlsServer;
  let app: App;
  let port: number;

  const meet = (options: ConnectionOptions): Promise<TLSSocket> =>
    new Promise((done, fail) => {
      const socket = connect({ host: '127.0.0.1', port, ...options }, () => done(socket));
      socket.on('error', fail);
    });
  const commonName = async (trusted: TestCertificate): Promise<unknown> => {
    const socket = await meet({ ca: readFileSync(trusted.certFile) });
    const name = socket.getPeerCertificate().subject.CN;
    socket.destroy();
    return name;
  };
  const put = ({ certFile, keyFile }: TestCertificate, at: number) => {
    copyFileSync(certFile, files.certFile);
    copyFileSync(keyFile, files.keyFile);
    for (const file of [files.certFile, files.keyFile]) utimesSync(file, at, at);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xw-tls-'));
    [first, second] = [makeCertificate(folder, 'first'), makeCertificate(folder, 'second')];
    files = { certFile: join(folder, 'in-use.crt'), keyFile: join(folder, 'in-use.key') };
    put(first, 1_000_000);
    tls = openTlsServer(files, log);
    const config = { publicOrigin: 'https://xw.example.cn', trustProxy: false, metricsToken: '' };
    const access = nobodyKnown;
    app = await createHttp({ config, log, access, db: noDatabase, readiness: [], screenDir: '/nowhere', tls });
    await app.listen({ host: '127.0.0.1', port: 0 });
    port = (app.server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('is spoken by TLS 1.2 and 1.3, by nothing older, and never in the clear', async () => {
    const ca = readFileSync(first.certFile);
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await meet({ ca, minVersion: version, maxVersion: version });
      expect([socket.getProtocol(), socket.authorized]).toEqual([version, true]);
      socket.destroy();
    }
    const old = { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(meet(old)).rejects.toThrow(/protocol version|alert/i);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });

  it('answers as before, with HSTS, and the launcher knows when it is ready', async () => {
    expect(await saysReady(`https://127.0.0.1:${port}/readyz`)).toBe(true);
    expect((await app.inject({ url: '/healthz' })).headers['strict-transport-security']).toContain('max-age=31536000');
  });

  it('takes a renewed certificate without a restart, and keeps the old one while the files do not match', async () => {
    expect(await commonName(first)).toBe('first');
    const standing = await meet({ ca: readFileSync(first.certFile) });
    writeFileSync(files.certFile, readFileSync(second.certFile));
    expect(tls.reload).toThrow(TlsFileError);
    expect(await commonName(first)).toBe('first');
    put(second, 2_000_000);
    tls.reload();
    expect(await commonName(second)).toBe('second');
    expect(standing.destroyed).toBe(false);
    standing.destroy();
  });

  it('does not start on files that do not belong together', () => {
    expect(() => openTlsServer({ certFile: first.certFile, keyFile: second.keyFile }, log)).toThrow(TlsFileError);
    expect(() => openTlsServer({ certFile: '/nowhere', keyFile: second.keyFile }, log)).toThrow('/nowhere');
  });
});

describeWithMosquitto('mqtts by configuration', () => {
  let folder: string;
  let gate: Gate | undefined;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'xw-mqtts-'))));
  afterEach(() => gate?.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  it('trusts the issuer it was told and nobody else', async () => {
    const own = makeCertificate(folder, 'broker');
    const other = makeCertificate(folder, 'other');
    const port = await freePort();
    const listener = [`listener ${port} 127.0.0.1`, `certfile ${own.certFile}`, `keyfile ${own.keyFile}`];
    const broker = await startMosquitto(['allow_anonymous true', ...listener]);
    const open = (caFile: string | undefined) =>
      openGate({
        url: `mqtts://127.0.0.1:${port}`,
        trust: brokerTrust(caFile),
        version: '5',
        clientId: `tls-${Math.floor(performance.now())}`,
        filters: ['xw/#'],
        maxInFlight: 10,
        receive: () => undefined,
        waiting: () => 0,
        log,
      });
    try {
      for (const stranger of [other.certFile, undefined]) {
        gate = open(stranger);
        await new Promise((pass) => setTimeout(pass, 400));
        expect(gate.state().connected).toBe(false);
        await gate.close();
      }
      gate = open(own.certFile);
      await until('connected by TLS', () => gate?.state().connected === true);
    } finally {
      await gate?.close();
      await broker.remove();
    }
  });
});
