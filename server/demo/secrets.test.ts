import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoSecretsPath, DemoSecrets, newPassword, readSecrets, writeSecrets } from './secrets.ts';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'secrets-'))));
afterEach(() => rmSync(dir, { recursive: true }));

it('keeps secrets for their owner alone and reads them back', () => {
  const path = demoSecretsPath(join(dir, 'deep'));
  const content = { people: [{ loginName: 'admin', name: '系统管理员', password: 'x' }] };
  writeSecrets(path, content);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readSecrets(path, DemoSecrets)).toEqual(content);
});

it('takes a spoilt or absent file for none', () => {
  writeFileSync(join(dir, 'spoilt.json'), '{"people": [{}]}');
  expect(readSecrets(join(dir, 'spoilt.json'), DemoSecrets)).toBeUndefined();
  expect(readSecrets(join(dir, 'none.json'), DemoSecrets)).toBeUndefined();
});

it('makes passwords of four classes that differ', () => {
  const made = Array.from({ length: 50 }, () => newPassword());
  expect(new Set(made).size).toBe(50);
  for (const password of made)
    expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){3}$/);
});
