import { expect } from 'vitest';
import type { Visitor } from './client.ts';
import { RoomFollower } from './client.ts';
import { atOf, valuesOf, type Publisher } from './publisher.ts';
import type { Stack } from './stack.ts';
import { until } from './until.ts';

interface Row {
  code: string;
  at: Date;
  pm10: number;
  noise: number;
  temperature: number;
  seq: string;
}

/** Shanghai has no summer time: its midnight is a fixed shift. */
const midnight = (): Date =>
  new Date(Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000);

/** Which rows are of this publisher. */
const spanOf = ({ devices, flow }: Publisher) => ({
  where: `from readings r join devices d on d.id = r.device_id where d.code = any($1) and r.at >= $2 and r.at < $3`,
  values: [devices.map(({ deviceCode }) => deviceCode), new Date(flow.from), new Date(atOf(flow, flow.each))],
});

/** Waits until at least so many of the publisher's messages are stored. */
export function reachStored(stack: Stack, publisher: Publisher, count: number, timeoutMs = 60_000): Promise<void> {
  const { where, values } = spanOf(publisher);
  const ask = async () => {
    const [row] = await stack.sql<{ count: string }>(`select count(*) ${where}`, values);
    if (Number(row?.count) < count) throw new Error(`${row?.count ?? '?'} so far`);
    return true;
  };
  return until(`${count} messages stored`, ask, { timeoutMs, everyMs: 50 });
}

/**
 * Every message that the broker acknowledged stands in the database once, with the values it was sent with; nothing else
 * stands there, and nothing was quarantined.
 */
export async function expectStoredExactlyOnce(stack: Stack, publisher: Publisher, timeoutMs = 60_000): Promise<void> {
  const { flow, devices } = publisher;
  const { where, values: span } = spanOf(publisher);
  expect(publisher.acknowledged).toBe(publisher.total);
  await reachStored(stack, publisher, publisher.total, timeoutMs);
  const rows = await stack.sql<Row>(`select d.code, r.at, r.pm10, r.noise, r.temperature, r.seq ${where}`, span);
  const wrong: unknown[] = [];
  const seen = new Set<string>();
  const indexOf = new Map(devices.map(({ deviceCode }, index) => [deviceCode, index]));
  for (const { code, at, seq, ...values } of rows) {
    const i = Number(seq);
    const wanted = valuesOf(indexOf.get(code) ?? -1, i);
    if (at.getTime() !== atOf(flow, i) || JSON.stringify(values) !== JSON.stringify(wanted))
      wrong.push({ code, i, values });
    seen.add(`${code}/${i}`);
  }
  expect(wrong).toEqual([]);
  expect([rows.length, seen.size]).toEqual([publisher.total, publisher.total]);
  expect(await stack.sql('select reason, topic, detail from quarantine')).toEqual([]);
}

/** What the screens count today is what is stored of today: nothing was folded twice, nothing was left out. */
export async function expectFoldedExactlyOnce(stack: Stack, visitor: Visitor): Promise<void> {
  const follower = new RoomFollower(visitor.socket(), 'district');
  try {
    let stored = -1;
    let shown = -2;
    await until('live count of today equals the stored one', async () => {
      const [row] = await stack.sql<{ count: string }>('select count(pm10) from readings where at >= $1', [midnight()]);
      stored = Number(row?.count);
      shown = follower.state?.area.site.metrics.pm10.today.count ?? -2;
      if (shown !== stored) throw new Error(`stored ${stored}, shown ${shown}`);
      return true;
    });
    expect(shown).toBe(stored);
  } finally {
    follower.close();
  }
}
