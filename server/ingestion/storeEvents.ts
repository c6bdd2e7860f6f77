import type { Transaction } from '../platform/database.ts';
import { refuse, type CommittedEvent, type EventEntry } from './entries.ts';
import { insertEvents, selectEvents, type StoredEventRow } from './events.sql.ts';
import type { Batch } from './storeBatch.ts';

interface Placed {
  readonly entry: EventEntry;
  readonly index: number;
}

const keyOf = (deviceId: number, eventId: string): string => `${deviceId}/${eventId}`;

/** Writes a batch's camera events. An id met before is the same event again, or another one under its name. */
export async function writeEvents(tx: Transaction, batch: Batch): Promise<void> {
  const first = new Map<string, Placed>();
  const met: Placed[] = [];
  batch.entries.forEach((entry, index) => {
    if (entry.kind !== 'event') return;
    const key = keyOf(entry.device.deviceId, entry.eventId);
    if (first.has(key)) met.push({ entry, index });
    else first.set(key, { entry, index });
  });
  if (first.size === 0) return;
  const rows = [...first.values()].map(({ entry }) => entry);
  const inserted = await tx.run<{ device_id: number; event_id: string }>(insertEvents(rows));
  const fresh = new Set(inserted.map((row) => keyOf(row.device_id, row.event_id)));
  for (const [key, placed] of first) {
    if (!fresh.has(key)) met.push(placed);
    else {
      batch.outcomes[placed.index] = { kind: 'stored' };
      batch.events.push(committedOf(placed.entry));
    }
  }
  if (met.length > 0) await meetStored(tx, batch, met);
}

async function meetStored(tx: Transaction, batch: Batch, met: readonly Placed[]): Promise<void> {
  const keys = met.map(({ entry }) => ({ deviceId: entry.device.deviceId, eventId: entry.eventId }));
  const rows = await tx.run<StoredEventRow>(selectEvents(keys));
  const stored = new Map(rows.map((row) => [keyOf(row.device_id, row.event_id), row]));
  for (const { entry, index } of met) {
    if (isSame(entry, stored.get(keyOf(entry.device.deviceId, entry.eventId)))) {
      batch.outcomes[index] = { kind: 'duplicate' };
    } else {
      batch.refusals.push(refuse(entry.packet, 'conflicting', entry.eventId, entry.device.deviceCode));
      batch.outcomes[index] = { kind: 'quarantined', reason: 'conflicting' };
    }
  }
}

const isSame = (entry: EventEntry, stored: StoredEventRow | undefined): boolean =>
  stored?.at === entry.at &&
  stored.kind === entry.eventKind &&
  stored.plate === entry.plate &&
  stored.image_hash === (entry.image?.hash ?? null);

const committedOf = (entry: EventEntry): CommittedEvent => ({
  deviceId: entry.device.deviceId,
  eventId: entry.eventId,
  at: entry.at,
  kind: entry.eventKind,
  imageHash: entry.image?.hash ?? null,
  simulated: entry.simulated,
});
