import type { FeedItem } from '../../contracts/live.ts';
import { eventNames, quiet } from '../words/events.ts';
import type { Tone } from './feed.rules.ts';

export interface CameraFact {
  readonly code: string;
  readonly siteCode: string;
  readonly siteName: string;
  readonly streetCode: string;
}
export interface CameraView {
  readonly code: string;
  readonly name: string;
  readonly state: Tone;
  readonly word: string;
}
const HOUR_MS = 3_600_000;

/**
 * The cameras to show: what saw something in the last hour comes first (fire before all else, then the newest), then one
 * of each site in turn, so that a few tiles show many sites.
 */
export function chooseCameras(
  cameras: readonly CameraFact[],
  feed: readonly FeedItem[],
  room: number,
  now: number,
): CameraView[] {
  const seen = new Map<string, FeedItem>();
  for (const item of feed) {
    if (item.kind !== 'camera' || item.eventKind === null || now - item.at > HOUR_MS) continue;
    const before = seen.get(item.deviceCode);
    if (before === undefined || urgency(item) > urgency(before)) seen.set(item.deviceCode, item);
  }
  const turns = new Map<string, number>();
  const rows = [...cameras]
    .sort((a, b) => a.code.localeCompare(b.code))
    .map((camera) => {
      const turn = turns.get(camera.siteCode) ?? 0;
      turns.set(camera.siteCode, turn + 1);
      return { camera, turn, item: seen.get(camera.code) };
    });
  rows.sort(
    (a, b) => urgency(b.item) - urgency(a.item) || a.turn - b.turn || a.camera.code.localeCompare(b.camera.code),
  );
  return rows.slice(0, room).map(({ camera, item }) => ({
    code: camera.code,
    name: camera.siteName,
    state: item === undefined ? 'ok' : item.eventKind === 'fire-smoke' ? 'bad' : 'warn',
    word: item === undefined || item.eventKind === null ? quiet : eventNames[item.eventKind],
  }));
}
const FIRE = 1e15;
const urgency = (item: FeedItem | undefined): number =>
  item === undefined ? 0 : item.at + (item.eventKind === 'fire-smoke' ? FIRE : 0);
