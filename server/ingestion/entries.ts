import type { Instant } from '../../contracts/glossary.ts';
import type { Flag, Metric, Values } from '../../contracts/metrics.ts';
import type { DeviceKind, EventKind } from '../../contracts/mqtt.ts';
import type { QuarantineReason } from '../../contracts/quarantine.ts';

/** A message as the broker handed it over. */
export interface Packet {
  readonly topic: string;
  readonly payload: Buffer;
  readonly receivedAt: Instant;
}

/** What ingestion must know of a device; kept in memory so that no packet waits for a query. */
export interface DirectoryEntry {
  readonly deviceId: number;
  readonly deviceCode: string;
  readonly kind: DeviceKind;
  readonly siteCode: string;
  readonly retired: boolean;
}
export type FindDevice = (deviceCode: string) => DirectoryEntry | undefined;

/** Values whose flag is not N: stored, shown, and part of no mean and no limit. */
export type Flagged = Partial<Record<Metric, { readonly value: number; readonly flag: Flag }>>;

export interface ReadingEntry {
  readonly kind: 'reading';
  readonly packet: Packet;
  readonly device: DirectoryEntry;
  readonly at: Instant;
  readonly values: Values;
  readonly flagged: Flagged | null;
  readonly seq: number | null;
  readonly backfill: boolean;
  readonly simulated: boolean;
}

export interface EventEntry {
  readonly kind: 'event';
  readonly packet: Packet;
  readonly device: DirectoryEntry;
  readonly eventId: string;
  readonly at: Instant;
  readonly eventKind: EventKind;
  readonly confidence: number;
  readonly box: readonly number[] | null;
  readonly plate: string | null;
  readonly image: { readonly bytes: Buffer; readonly hash: string } | null;
  readonly simulated: boolean;
}

/** Refused, and why. It is written too: nothing that came is lost. */
export interface RefusedEntry {
  readonly kind: 'refused';
  readonly packet: Packet;
  readonly reason: QuarantineReason;
  readonly detail: string | null;
  readonly deviceCode: string | null;
}

export type Entry = ReadingEntry | EventEntry | RefusedEntry;

/** What became of an entry once its batch was committed. */
export type Outcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'quarantined'; readonly reason: QuarantineReason };

/** A reading as it became true: only values that were not stored before. */
export interface CommittedReading {
  readonly deviceId: number;
  readonly at: Instant;
  readonly values: Values;
  readonly flagged: Flagged | null;
  readonly simulated: boolean;
  readonly receivedAt: Instant;
}

export interface CommittedEvent {
  readonly deviceId: number;
  readonly eventId: string;
  readonly at: Instant;
  readonly kind: EventKind;
  readonly imageHash: string | null;
  readonly simulated: boolean;
}

export interface CommittedStatus {
  readonly deviceId: number;
  readonly at: Instant;
  readonly online: boolean;
}

/** What one commit made true, in order; handed to the live fold and, later, to the warning rules. */
export interface Committed {
  readonly readings: readonly CommittedReading[];
  readonly events: readonly CommittedEvent[];
}

export const refuse = (
  packet: Packet,
  reason: QuarantineReason,
  detail: string | null = null,
  deviceCode: string | null = null,
): RefusedEntry => ({ kind: 'refused', packet, reason, detail, deviceCode });
