import type { Instant } from '../../../contracts/glossary.ts';
import type { Database } from '../../platform/database.ts';
import { listLimits } from '../limits/limits.ts';
import { daysOfYear, isBinding, isToCount, judgeDay, type Watcher, type WindowSums } from './windows.rules.ts';
import * as sql from './windows.sql.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day of a device is some thousand packets; what is left is for the next turn, so that ingestion has the database too. */
const DEVICE_DAYS_A_TURN = 400;

interface Year {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Counts the judging windows of these projects' instruments day by day, the newest first, as far as they are not counted
 * yet. Days are counted once and again while packets may come in late; a day at a time, each its own short statement.
 * @returns how many days of devices are left for the next turn
 */
export async function countWindows(
  db: Database,
  projectIds: readonly string[],
  { from, to }: Year,
  now: Instant,
): Promise<number> {
  const watchers = await db.run<Watcher>(sql.selectWatchers(projectIds));
  if (watchers.length === 0) return 0;
  const waiting = await waitingDays(db, watchers, { from, to }, now);
  const limits = (await listLimits(db)).filter(isBinding);
  let done = 0;
  let left = 0;
  for (const [day, group] of waiting) {
    if (done >= DEVICE_DAYS_A_TURN) {
      left += group.length;
      continue;
    }
    await countDay(db, { day, limits, watchers: group, now });
    done += group.length;
  }
  return left;
}

async function waitingDays(db: Database, watchers: readonly Watcher[], { from, to }: Year, now: Instant) {
  const ids = watchers.map(({ deviceId }) => deviceId);
  const counted = new Map(
    (await db.run<{ deviceId: number; from: Instant; countedAt: Instant }>(sql.selectCounted(ids, from, to))).map(
      (row) => [`${row.deviceId}/${row.from}`, row.countedAt],
    ),
  );
  return daysOfYear(from, to, now).flatMap((day): [Instant, Watcher[]][] => {
    const group = watchers.filter(({ deviceId }) => isToCount(day, counted.get(`${deviceId}/${day}`), now));
    return group.length === 0 ? [] : [[day, group]];
  });
}

interface Day {
  readonly day: Instant;
  readonly limits: Awaited<ReturnType<typeof listLimits>>;
  readonly watchers: readonly Watcher[];
  readonly now: Instant;
}
async function countDay(db: Database, { day, limits, watchers, now }: Day): Promise<void> {
  const end = day + DAY_MS;
  const ids = watchers.map(({ deviceId }) => deviceId);
  const widths = [...new Set(limits.map(({ windowMinutes }) => windowMinutes))];
  const sums = await db.run<WindowSums>(sql.selectWindowSums(ids, day, end, widths));
  const hours = await db.run<{ hour: Instant; pm10: number }>(sql.selectReference(day, end));
  const reference = new Map(hours.map(({ hour, pm10 }) => [hour, pm10]));
  const rows = judgeDay({ from: day, now, limits, watchers, sums, reference });
  if (rows.length > 0) await db.run(sql.upsertJudged(day, rows, now));
}
