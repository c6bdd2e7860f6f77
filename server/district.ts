import type { Instant } from '../contracts/glossary.ts';
import type { DirectoryEntry, FindDevice } from './ingestion/entries.ts';
import { selectReference } from './live/live.sql.ts';
import type { LiveFrame } from './live/model.ts';
import { loadDirectory, loadSites } from './modules/devices/devices.ts';
import { listLimits } from './modules/limits/limits.ts';
import { loadProjectStanding, noProjects } from './modules/projects/projects.ts';
import { listStreets } from './modules/streets/streets.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';

/**
 * The standing facts that ingestion and the live side share, read from the modules and kept in memory: who the devices
 * are, where they stand, which limits hold, how the projects do.
 */
export interface District {
  /** Reads everything anew; what is known stays in force until the reading succeeds. */
  refresh(): Promise<LiveFrame>;
  readonly findDevice: FindDevice;
  frame(): LiveFrame;
}

const DAY_MS = 86_400_000;

export const emptyFrame: LiveFrame = {
  devices: [],
  sites: [],
  streets: [],
  limits: [],
  reference: new Map(),
  areas: new Map(),
  projects: new Map(),
  none: noProjects,
};

export function createDistrict(db: Database, clock: Clock): District {
  let directory = new Map<string, DirectoryEntry>();
  let frame = emptyFrame;
  return {
    findDevice: (code) => directory.get(code),
    frame: () => frame,
    async refresh() {
      const now = clock.now();
      const entries = await loadDirectory(db);
      const standing = await loadProjectStanding(db, now);
      const hours = await db.run<{ hour: Instant; pm10: number }>(selectReference(now - 2 * DAY_MS));
      directory = new Map(entries.map((entry) => [entry.deviceCode, entry]));
      frame = {
        devices: entries
          .filter(({ retired }) => !retired)
          .map((entry) => ({ ...entry, code: entry.deviceCode, name: entry.deviceName })),
        sites: await loadSites(db),
        streets: await listStreets(db),
        limits: await listLimits(db),
        reference: new Map(hours.map(({ hour, pm10 }) => [hour, pm10])),
        ...standing,
      };
      return frame;
    },
  };
}
