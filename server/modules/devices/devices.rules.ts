import type { DeviceCredential } from '../../../contracts/devices.ts';
import type { DeviceCode, ProjectId, SiteCode, StreetCode } from '../../../contracts/glossary.ts';
import { publishTopicsOf, type DeviceKind } from '../../../contracts/mqtt.ts';

/** A device reports once a minute unless its contract says otherwise. */
export const DEFAULT_PERIOD_MS = 60_000;

/** What the corridor must know of a device; held in memory, so that no packet waits for a query. */
export interface DirectoryEntry {
  readonly deviceId: number;
  readonly deviceCode: DeviceCode;
  readonly deviceName: string;
  readonly kind: DeviceKind;
  readonly periodMs: number;
  readonly retired: boolean;
  readonly siteCode: SiteCode;
  readonly siteName: string;
  readonly streetCode: StreetCode;
  readonly projectId: ProjectId | null;
  readonly lon: number;
  readonly lat: number;
}

/** What is handed over once: the user name is the device's code. */
export const credentialFor = (
  device: { readonly siteCode: string; readonly kind: DeviceKind; readonly deviceCode: string },
  password: string,
): DeviceCredential => ({ username: device.deviceCode, password, publishTopics: publishTopicsOf(device) });

/** The server's account and a device must not share a user name: one would inherit the other's rights. */
export const isReservedCode = (code: string, serviceUser: string | undefined): boolean => code === serviceUser;
