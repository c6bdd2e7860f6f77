import type { BrokerFileName, Device, DeviceCredential, NewDevice, Site } from '../../../contracts/devices.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { hashCredential, newCredential } from '../../platform/credential.ts';
import { credentialFor, DEFAULT_PERIOD_MS, type DirectoryEntry } from './devices.rules.ts';
import { noteChange } from '../projectFiles/projectFiles.ts';
import {
  bindSite,
  insertDevice,
  insertSite,
  lockSite,
  markRetired,
  selectDevices,
  selectDirectory,
  selectSiteExists,
  selectSiteReferences,
  selectSites,
  updateCredential,
} from './devices.sql.ts';

export type { DirectoryEntry } from './devices.rules.ts';

/** All sites by code. Also what the live state is built on, for a site may have no device yet. */
export const loadSites = (db: Runner): Promise<Site[]> => db.run<Site>(selectSites());

/** All devices by code, retired ones marked. @param siteCode only this site's */
export const listDevices = (db: Runner, siteCode?: string): Promise<Device[]> =>
  db.run<Device>(selectDevices(siteCode));

/** Every device with its site, street and project, retired ones included. */
export const loadDirectory = (db: Runner): Promise<DirectoryEntry[]> => db.run<DirectoryEntry>(selectDirectory());

/** Adds a site. @throws ProblemError not-found for an unknown street or project, already-exists */
export const createSite: Action<'site.create', Site, Site> = async (tx, actor, input) => {
  const [known] = await tx.run<{ street: boolean; project: boolean }>(
    selectSiteReferences(input.streetCode, input.projectId),
  );
  if (known?.street !== true) throw new ProblemError('not-found', `街道 ${input.streetCode}`);
  if (!known.project) throw new ProblemError('not-found', `项目 ${input.projectId ?? ''}`);
  const [site] = await tx.run<Site>(insertSite(input));
  if (site === undefined) throw new ProblemError('already-exists', `工地 ${input.code}`);
  return record(tx, { actor, verb: 'site.create', subject: site.code, after: site }, site);
};

export interface Binding {
  readonly code: string;
  readonly projectId: string | null;
  readonly now: number;
}
/**
 * Binds a site to a project, or gives it up; both projects' stories tell of it.
 * @throws ProblemError not-found, in-use while another project has it
 */
export const bindSiteTo: Action<'site.bind', Binding, Site> = async (tx, actor, { code, projectId, now }) => {
  const [before] = await tx.run<Site>(lockSite(code));
  if (before === undefined) throw new ProblemError('not-found', `工地 ${code}`);
  if (before.projectId !== null && projectId !== null && before.projectId !== projectId)
    throw new ProblemError('in-use', `工地已关联项目 ${before.projectId}`);
  const [known] = await tx.run<{ project: boolean }>(selectSiteReferences(before.streetCode, projectId));
  if (known?.project !== true) throw new ProblemError('not-found', `项目 ${projectId ?? ''}`);
  const [site] = await tx.run<Site>(bindSite(code, projectId));
  if (site === undefined) throw new ProblemError('not-found', `工地 ${code}`);
  const change = { before: { projectId: before.projectId }, after: { number: site.name, projectId } };
  for (const one of new Set([before.projectId, projectId]))
    if (one !== null) await noteChange(tx, one, { kind: 'site', actor, now, ...change });
  return record(tx, { actor, verb: 'site.bind', subject: code, ...change }, site);
};

export interface Registered {
  readonly device: Device;
  readonly credential: DeviceCredential;
}

/** Registers a device; its credential is shown this once. @throws ProblemError not-found (site), already-exists */
export const registerDevice: Action<'device.register', NewDevice, Registered> = async (tx, actor, input) => {
  const password = newCredential();
  const site = await tx.run(selectSiteExists(input.siteCode));
  if (site.length === 0) throw new ProblemError('not-found', `工地 ${input.siteCode}`);
  const statement = insertDevice(input, input.periodMs ?? DEFAULT_PERIOD_MS, hashCredential(password));
  const [device] = await tx.run<Device>(statement);
  if (device === undefined) throw new ProblemError('already-exists', `设备 ${input.code}`);
  const credential = credentialFor({ ...device, deviceCode: device.code }, password);
  return record(tx, { actor, verb: 'device.register', subject: device.code, after: device }, { device, credential });
};

/** Issues a device a new credential; the one before stops working. @throws ProblemError not-found */
export const rotateCredential: Action<'device.rotate-credential', string, DeviceCredential> = async (
  tx,
  actor,
  deviceCode,
) => {
  const password = newCredential();
  const statement = updateCredential(deviceCode, hashCredential(password));
  const [device] = await tx.run<Pick<Device, 'kind' | 'siteCode'>>(statement);
  if (device === undefined) throw new ProblemError('not-found', `设备 ${deviceCode}`);
  const credential = credentialFor({ ...device, deviceCode }, password);
  return record(tx, { actor, verb: 'device.rotate-credential', subject: deviceCode }, credential);
};

/** Retires a device: it may no longer connect, its readings stay. @throws ProblemError not-found */
export const retireDevice =
  (now: number): Action<'device.retire', string, undefined> =>
  async (tx, actor, deviceCode) => {
    const [device] = await tx.run<Device>(markRetired(deviceCode, now));
    if (device === undefined) throw new ProblemError('not-found', `设备 ${deviceCode}`);
    const change = { before: { active: true }, after: { active: false } };
    return record(tx, { actor, verb: 'device.retire', subject: deviceCode, ...change });
  };

/** Access files hold password hashes: taking one out is recorded. */
export const recordExport: Action<'broker-access.export', BrokerFileName, undefined> = (tx, actor, file) =>
  record(tx, { actor, verb: 'broker-access.export', subject: file });
