import type { AreaFigures, DeviceFigures, RoomState, SiteFigures } from '../../contracts/live.ts';
import type { Measure } from './measures.ts';

/** Streets by a measure, highest first; streets without a value last, in the order of their codes. */
export interface RankRow {
  readonly code: string;
  readonly name: string;
  readonly value: number | null;
  readonly area: AreaFigures;
}
export function rankStreets(state: RoomState, measure: Measure): RankRow[] {
  const rows = Object.values(state.streets).map((area) => ({
    code: area.code,
    name: area.name,
    value: measure.value(area),
    area,
  }));
  return rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || a.code.localeCompare(b.code));
}

/** The streets one may see: all of the district's, or the one whose own room is open. */
export const streetAreas = (district: RoomState | null, street: RoomState | null): AreaFigures[] =>
  district !== null ? Object.values(district.streets) : street === null ? [] : [street.area];

/** Windows over a limit that is one, today; advisory values do not count. Null where nothing could be judged. */
export function timesOver({ exceedances }: AreaFigures['site'], codes?: readonly string[]): number | null {
  const judged = Object.entries(exceedances).filter(
    ([code, { basis, judged: n }]) => basis !== 'advisory' && n > 0 && (codes?.includes(code) ?? true),
  );
  return judged.length === 0 ? null : judged.reduce((sum, [, figure]) => sum + figure.windows, 0);
}

/** Where to look first: most often over a limit today, then most dust. */
export function worstStreet(state: RoomState): string | null {
  const rows = Object.values(state.streets).map(({ code, site }) => ({
    code,
    over: timesOver(site) ?? 0,
    dust: site.metrics.pm10.m5.mean ?? -Infinity,
  }));
  rows.sort((a, b) => b.over - a.over || b.dust - a.dust || a.code.localeCompare(b.code));
  return rows[0]?.code ?? null;
}

export type SiteState = 'over' | 'off' | 'partly' | 'ok';
/** Worst first: an exceedance today outweighs silence, silence outweighs a missing device. */
export const siteStates: readonly SiteState[] = ['over', 'off', 'partly', 'ok'];

export function siteState(site: SiteFigures): SiteState {
  if (site.exceedances > 0) return 'over';
  if (site.devices > 0 && site.online === 0) return 'off';
  return site.online < site.devices ? 'partly' : 'ok';
}

export const sitesWorstFirst = (state: RoomState): SiteFigures[] =>
  Object.values(state.sites).sort(
    (a, b) =>
      siteStates.indexOf(siteState(a)) - siteStates.indexOf(siteState(b)) ||
      b.exceedances - a.exceedances ||
      a.code.localeCompare(b.code),
  );

/** Devices of a street: those that need a look first (silent, then never heard), then by code. */
export const devicesInOrder = (state: RoomState): DeviceFigures[] => {
  const weight = (device: DeviceFigures): number => (device.online === false ? 0 : device.online === null ? 2 : 1);
  // Monitors before cameras: they carry the values one looks for.
  return Object.values(state.devices).sort(
    (a, b) => weight(a) - weight(b) || b.kind.localeCompare(a.kind) || a.code.localeCompare(b.code),
  );
};

/** Whether anything in these figures is simulated or invented: the page then says 演示数据. */
export const showsDemoData = ({ site, projects }: AreaFigures): boolean =>
  site.devices.simulated > 0 || projects.demo > 0;

export const offlineCount = ({ total, online, unheard }: AreaFigures['site']['devices']): number =>
  Math.max(0, total - online - unheard);
