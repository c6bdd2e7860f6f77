import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  emqxAcl,
  emqxUsers,
  findStored,
  mosquittoAcl,
  mosquittoPasswd,
  serviceOf,
  type AccessRow,
} from './brokerAccess.rules.ts';
import { hashCredential, newCredential, verifyCredential } from '../../platform/credential.ts';

const row: AccessRow = { deviceCode: 'E-1', siteCode: 'S-1', kind: 'env', credentialHash: '$7$101$c2FsdA==$aGFzaA==' };
const camera: AccessRow = { ...row, deviceCode: 'C-1', kind: 'camera' };
const service = { user: 'xw-server', credentialHash: '$7$101$c2VydmljZQ==$aGFzaA==' };

describe('access files', () => {
  it('for Mosquitto', () => {
    expect(mosquittoPasswd([row], service)).toBe(
      'xw-server:$7$101$c2VydmljZQ==$aGFzaA==\nE-1:$7$101$c2FsdA==$aGFzaA==\n',
    );
    expect(mosquittoAcl([row, camera], service)).toBe(
      [
        'user xw-server',
        'topic readwrite xw/v1/#',
        '',
        'user E-1',
        'topic write xw/v1/S-1/env/E-1/telemetry',
        'topic write xw/v1/S-1/env/E-1/status',
        '',
        'user C-1',
        'topic write xw/v1/S-1/camera/C-1/event',
        'topic write xw/v1/S-1/camera/C-1/frame',
        'topic write xw/v1/S-1/camera/C-1/status',
        '',
      ].join('\n'),
    );
    expect(findStored(mosquittoPasswd([row], service), 'E-1')).toBe(row.credentialHash);
    expect(findStored(mosquittoPasswd([row], service), 'E')).toBeUndefined();
  });

  it('for EMQX', () => {
    expect(emqxUsers([row], service)).toBe(
      'user_id,password_hash,salt,is_superuser\nxw-server,68617368,service,false\nE-1,68617368,salt,false\n',
    );
    expect(emqxAcl([row], service)).toBe(
      [
        '{allow, {username, "xw-server"}, all, ["xw/v1/#"]}.',
        '{allow, {username, "E-1"}, publish, ["xw/v1/S-1/env/E-1/telemetry", "xw/v1/S-1/env/E-1/status"]}.',
        '{deny, all}.',
        '',
      ].join('\n'),
    );
  });

  it('name the service account of the broker address', () => {
    expect(serviceOf('mqtt://xw-server:p%40ss@127.0.0.1:1883')).toEqual({ user: 'xw-server', password: 'p@ss' });
    expect(serviceOf('mqtt://127.0.0.1')).toBeUndefined();
  });
});

describe('a device credential', () => {
  it('has 192 bits and is verified against its hash only', async () => {
    const password = newCredential();
    const stored = hashCredential(password);
    expect(password).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(verifyCredential(stored, password)).toBe(true);
    expect(verifyCredential(stored, `${password}x`)).toBe(false);
    for (const broken of ['', '$6$101$c2FsdA==$aGFzaA==', '$7$x$c2FsdA==$aGFzaA==', '$7$101$c2FsdA==$aGFzaA=='])
      expect(verifyCredential(broken, password)).toBe(false);
  });

  it('verifies at EMQX, which takes the salt as text and compares hexadecimal', async () => {
    const stored = hashCredential('secret');
    const [, , salt = '', ,] =
      emqxUsers([{ ...row, credentialHash: stored }], service)
        .split('\n')[2]
        ?.split(',') ?? [];
    const [, hash] =
      emqxUsers([{ ...row, credentialHash: stored }], service)
        .split('\n')[2]
        ?.split(',') ?? [];
    expect(salt).toMatch(/^[A-Za-z0-9_-]{12}$/);
    expect(pbkdf2Sync('secret', salt, 101, 64, 'sha512').toString('hex')).toBe(hash);
  });
});
