import { execFileSync, spawnSync } from 'node:child_process';
import { pbkdf2 } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isPassword, mayPublish, maySubscribe, parsePasswords, parseRules, rulesFor } from './brokerAccess.rules.ts';
import type { DeriveKey } from './brokerAccess.rules.ts';
import { hashCredential } from '../platform/credential.ts';

const pbkdf2Async = promisify(pbkdf2);
const derive: DeriveKey = (password, salt, iterations, length) =>
  pbkdf2Async(password, salt, iterations, length, 'sha512');

const hasMosquitto = spawnSync('mosquitto_passwd', ['-h']).error === undefined;

describe('passwords', () => {
  it('verifies what it hashed, and nothing else', async () => {
    const word = fc.string({ minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(word, word, async (right, other) => {
        const stored = parsePasswords(`dev-1:${hashCredential(right)}\n`).get('dev-1');
        if (!stored) throw new Error('not parsed');
        expect(await isPassword(Buffer.from(right), stored, derive)).toBe(true);
        expect(await isPassword(Buffer.from(other), stored, derive)).toBe(right === other);
      }),
      { numRuns: 20 },
    );
  });

  it.skipIf(!hasMosquitto)('verifies a file written by mosquitto_passwd', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'xw-passwd-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const file = join(directory, 'passwd');
    writeFileSync(file, '', { mode: 0o600 });
    execFileSync('mosquitto_passwd', ['-b', file, 'alice', '密码 with $ and :']);
    const stored = parsePasswords(readFileSync(file, 'utf8')).get('alice');
    if (!stored) throw new Error('not parsed');
    expect(await isPassword(Buffer.from('密码 with $ and :'), stored, derive)).toBe(true);
    expect(await isPassword(Buffer.from('wrong'), stored, derive)).toBe(false);
  });

  it('lets nobody in by a line it does not understand', () => {
    const lines = [
      'a',
      ':x',
      'b:plain',
      'c:$6$salt$hash',
      'd:$7$0$c2FsdA==$aGFzaA==',
      'e:$7$101$c2FsdA==$c2hvcnQ=',
      '#f:$7$',
    ];
    expect(parsePasswords(lines.join('\n')).size).toBe(0);
    fc.assert(fc.property(fc.string(), (text) => parsePasswords(text).size >= 0));
  });
});

describe('topic rules', () => {
  const { rules, patterns } = parseRules(
    [
      '# devices of site s1',
      'topic read public/#',
      'user dev-1',
      'topic write xw/v1/s1/env/dev-1/telemetry',
      'topic read xw/v1/s1/env/dev-1/command',
      'user xw-server',
      'topic xw/v1/#',
      'topic deny xw/v1/secret/#',
      'pattern write own/%u/%c',
    ].join('\r\n'),
  );
  const table = { passwords: new Map(), rules, patterns };
  const device = rulesFor(table, 'dev-1', 'client-1');
  const service = rulesFor(table, 'xw-server', 'x');

  it('lets a device write its own topic and nothing else', () => {
    expect(mayPublish(device, 'xw/v1/s1/env/dev-1/telemetry')).toBe(true);
    expect(mayPublish(device, 'xw/v1/s1/env/dev-2/telemetry')).toBe(false);
    expect(mayPublish(device, 'xw/v1/s1/env/dev-1/command')).toBe(false);
    expect(maySubscribe(device, 'xw/v1/s1/env/dev-1/command')).toBe(true);
    expect(maySubscribe(device, 'xw/v1/#')).toBe(false);
    expect(maySubscribe(device, 'public/a')).toBe(false);
  });

  it('gives patterns their names, but not to names that would widen them', () => {
    expect(mayPublish(device, 'own/dev-1/client-1')).toBe(true);
    expect(mayPublish(device, 'own/dev-2/client-1')).toBe(false);
    expect(mayPublish(rulesFor(table, 'dev-1', '#'), 'own/dev-1/x')).toBe(false);
  });

  it('puts deny before everything', () => {
    expect(mayPublish(service, 'xw/v1/s1/a')).toBe(true);
    expect(mayPublish(service, 'xw/v1/secret/a')).toBe(false);
    expect(maySubscribe(service, 'xw/v1/s1/#')).toBe(true);
    expect(maySubscribe(service, 'xw/v1/#')).toBe(false);
  });

  it('knows nobody it was not told of', () => {
    expect(mayPublish(rulesFor({ ...table, patterns: [] }, 'constructor', 'x'), 'xw/v1/a')).toBe(false);
  });
});
