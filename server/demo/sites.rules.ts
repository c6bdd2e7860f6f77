import type { DeviceKind } from '../../contracts/mqtt.ts';
import { demoProjects } from './projects.data.ts';
import { demoSites, type DemoSite, type Part } from './sites.data.ts';

export interface SiteRow {
  readonly code: string;
  readonly name: string;
  readonly streetCode: string;
  readonly projectNumber: number | null;
  readonly lon: number;
  readonly lat: number;
}
export interface DeviceRow {
  readonly code: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly site: SiteRow;
  readonly periodMs: number;
  readonly part?: Part;
  readonly realName: boolean;
}

/** Monitors report every ten seconds; a camera is heard of at least once a minute. */
const PERIOD_MS: Record<DeviceKind, number> = { env: 10_000, camera: 60_000 };
const views = ['东立面', '出入口', '基坑', '西立面', '塔吊', '洗车台'];

/** Two monitors on every third site, a camera on seven of twelve: 80 and 35 on 60 sites. */
const monitorsOn = (index: number): number => (index % 3 === 0 ? 2 : 1);
const camerasOn = (index: number): number => ((index + 4) % 12 < 7 ? 1 : 0);

export const siteRows: readonly SiteRow[] = demoSites.map((site, index) => ({
  code: `S-${threeDigits(index + 1)}`,
  name: `${site.base}工地`,
  streetCode: site.streetCode,
  projectNumber: site.project ?? null,
  lon: site.lon,
  lat: site.lat,
}));

export const deviceRows: readonly DeviceRow[] = demoSites.flatMap((site, index) => devicesOn(site, index));

function devicesOn(demo: DemoSite, index: number): DeviceRow[] {
  const site = siteRows[index];
  if (site === undefined) return [];
  const number = threeDigits(index + 1);
  const realName = demoProjects.some((project) => project.number === demo.project && project.realName);
  const row = (kind: DeviceKind, code: string, name: string) => ({
    code,
    name,
    kind,
    site,
    periodMs: PERIOD_MS[kind],
    realName,
  });
  const monitors = Array.from({ length: monitorsOn(index) }, (_, i) => ({
    ...row('env', `E-${number}-${i + 1}`, `${demo.base} ${i + 1} 号站`),
    ...(i === 0 && demo.part !== undefined ? { part: demo.part } : {}),
  }));
  const cameras = Array.from({ length: camerasOn(index) }, (_, i) =>
    row('camera', `C-${number}-${i + 1}`, `${demo.base} ${views[(index + i) % views.length] ?? ''}`),
  );
  return [...monitors, ...cameras];
}

function threeDigits(number: number): string {
  return String(number).padStart(3, '0');
}
