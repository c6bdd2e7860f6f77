import type { Instant } from '../../contracts/glossary.ts';
import type { DeviceFigures, RoomState } from '../../contracts/live.ts';
import type { Metric } from '../../contracts/metrics.ts';
import { siteState, type SiteState } from './selectors.ts';

/** A value older than three periods of its device is no present value (spec 4). */
const FRESH_PERIODS = 3;

export interface SiteNow {
  readonly code: string;
  readonly name: string;
  readonly street: string;
  readonly streetCode: string;
  readonly state: SiteState;
  /** Highest fresh and normal reading among its devices; null without one. */
  readonly pm10: number | null;
  readonly noise: number | null;
  readonly devices: number;
  readonly online: number;
}

/** Sites with what their devices read now, most dust first; those without a reading last. */
export function sitesNow(district: RoomState, devices: readonly DeviceFigures[], now: Instant): SiteNow[] {
  const bySite = new Map<string, DeviceFigures[]>();
  for (const device of devices) bySite.set(device.siteCode, [...(bySite.get(device.siteCode) ?? []), device]);
  return Object.values(district.sites)
    .map((site) => ({
      code: site.code,
      name: site.name,
      streetCode: site.streetCode,
      street: district.streets[site.streetCode]?.name ?? '',
      state: siteState(site),
      pm10: highest(bySite.get(site.code) ?? [], 'pm10', now),
      noise: highest(bySite.get(site.code) ?? [], 'noise', now),
      devices: site.devices,
      online: site.online,
    }))
    .sort((a, b) => (b.pm10 ?? -Infinity) - (a.pm10 ?? -Infinity) || a.code.localeCompare(b.code));
}

function highest(devices: readonly DeviceFigures[], metric: Metric, now: Instant): number | null {
  const values = devices.flatMap(({ latest, periodMs }) => {
    const held = latest[metric];
    const isGood = held?.flag === 'N' && now - held.at < FRESH_PERIODS * periodMs;
    return isGood ? [held.value] : [];
  });
  return values.length === 0 ? null : Math.max(...values);
}

/** Devices that are silent, the longest silence last; then those never heard. */
export const silentDevices = (devices: readonly DeviceFigures[]): DeviceFigures[] =>
  devices
    .filter(({ online }) => online !== true)
    .sort((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0) || a.code.localeCompare(b.code));
