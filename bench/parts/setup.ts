import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot, runToEnd } from '../../server/embedded/launcher.ts';
import { loadOrCreateSecrets } from '../../server/embedded/secrets.ts';
import type { Stack } from '../../tests/helpers/stack.ts';
import { TestProcess } from '../../tests/helpers/testProcess.ts';
import { provide } from './vitestStandIn.ts';

const built = join(projectRoot(), 'dist', 'bench');
/** The built file of a process of the benchmarks. */
export const benchEntry = (name: string): string => join(built, `${name}.js`);
/** The built file of a process of the product, copied so that building meanwhile disturbs no run. */
export const productEntry = (name: string): string => join(built, 'server', `${name}.js`);

const READY = { line: (line: string) => line.startsWith('{"ready":true') };

/** Copies the built processes and migrates a database that every stack then starts from. @returns tidies up */
export async function prepare(): Promise<() => void> {
  cpSync(join(projectRoot(), 'dist', 'server'), join(built, 'server'), { recursive: true });
  const home = mkdtempSync(join(tmpdir(), 'xw-bench-'));
  const template = join(home, 'database');
  const database = new TestProcess('template', {
    entry: productEntry('embedded-database'),
    args: ['--data', template],
    readyWhen: READY,
  });
  const { url } = JSON.parse(await database.start()) as { url: string };
  await runToEnd({ name: 'migrate', entry: productEntry('migrate'), env: { DATABASE_URL: url } });
  await database.stop();
  provide('entries', join(built, 'server'));
  provide('template', template);
  return () => rmSync(home, { recursive: true, force: true });
}

export interface BenchDevice {
  readonly siteCode: string;
  readonly deviceCode: string;
  readonly streetCode: string;
}

export const streets = [2, 3, 5, 7, 8, 9, 10].map((n) => `320102${String(n).padStart(3, '0')}000`);

/** Devices over all streets, each on a site of its own, so that a site's newest instant is the device's. */
export const devicesOf = (count: number, streetCodes: readonly string[]): BenchDevice[] =>
  Array.from({ length: count }, (_, i) => ({
    siteCode: `B-${i}`,
    deviceCode: `B-${i}-1`,
    streetCode: streetCodes[i % streetCodes.length] as string,
  }));

/** SQL that enters sites and devices directly; run before the server starts. Credentials are of no use here. */
export const insertSites = `insert into sites (code, name, street_code, project_id, lon, lat)
  select s, s, t, null, 118.79, 32.06 from unnest($1::text[], $2::text[]) as x(s, t)`;
export const insertDevices = `insert into devices (code, name, kind, site_code, credential_hash)
  select d, d, 'env', s, '$7$101$AAAAAAAAAAAAAAAA$AAAA' from unnest($1::text[], $2::text[]) as x(d, s)`;

export async function enter(
  sql: (text: string, values: readonly unknown[]) => Promise<unknown>,
  devices: readonly BenchDevice[],
): Promise<void> {
  const sites = devices.map((device) => device.siteCode);
  await sql(insertSites, [sites, devices.map((device) => device.streetCode)]);
  await sql(insertDevices, [devices.map((device) => device.deviceCode), sites]);
}

/** The server's own account at the broker. */
export function serviceAccount(stack: Stack): { username: string; password: string } {
  const secrets = loadOrCreateSecrets(join(stack.home, 'secrets'));
  return { username: secrets.serviceUser, password: secrets.servicePassword };
}
