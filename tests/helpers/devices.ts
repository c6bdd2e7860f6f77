import type { DeviceCredential } from '../../contracts/devices.ts';
import type { DeviceKind } from '../../contracts/mqtt.ts';
import { hashCredential } from '../../server/platform/credential.ts';
import type { Visitor } from './client.ts';
import type { Stack } from './stack.ts';

export const STREET = '320102005000';

/** A device as the tests need it: where it stands and how it signs in. */
export interface TestDevice {
  readonly siteCode: string;
  readonly kind: DeviceKind;
  readonly deviceCode: string;
  readonly username: string;
  readonly password: string;
}

/** Registers a site over REST. */
export const registerSite = (admin: Visitor, code: string, streetCode = STREET, projectId: string | null = null) =>
  admin.call('createSite', { body: { code, name: `${code} 工地`, streetCode, projectId, lon: 118.79, lat: 32.06 } });

/** Registers a device over REST; its credential is what only this answer holds. */
export async function registerDevice(
  admin: Visitor,
  siteCode: string,
  deviceCode: string,
  kind: DeviceKind = 'env',
): Promise<TestDevice> {
  const body = { code: deviceCode, name: `${deviceCode} 设备`, kind, siteCode };
  const { credential }: { credential: DeviceCredential } = await admin.call('registerDevice', { body });
  return { siteCode, kind, deviceCode, username: credential.username, password: credential.password };
}

/**
 * Many devices at once, straight into the database, all with one password; then one over REST, at which the server reads
 * its directory anew and writes the broker's files.
 */
export async function registerMany(
  stack: Stack,
  admin: Visitor,
  count: number,
  siteCode = 'S-MANY',
): Promise<TestDevice[]> {
  await registerSite(admin, siteCode);
  const password = 'Zijin-Shan-Device-1';
  const codes = Array.from({ length: count }, (_, i) => `${siteCode}-${i + 1}`);
  await stack.sql(
    `insert into devices (code, name, kind, site_code, credential_hash)
     select code, code, 'env', $2, $3 from unnest($1::text[]) as c(code)`,
    [codes, siteCode, hashCredential(password)],
  );
  await registerDevice(admin, siteCode, `${siteCode}-0`);
  return codes.map((deviceCode) => ({ siteCode, kind: 'env', deviceCode, username: deviceCode, password }));
}
