import type { Instant } from '../../../contracts/glossary.ts';
import {
  quarantineReasons,
  type QuarantineDetail,
  type QuarantineReason,
  type QuarantineRow,
} from '../../../contracts/quarantine.ts';

export interface StoredRow {
  id: number;
  first_at: Instant;
  last_at: Instant;
  seen: number;
  topic: string;
  reason: QuarantineReason;
  detail: string | null;
  payload_bytes: number;
  whole: boolean;
  replayed_at: Instant | null;
  replay_outcome: string | null;
}
export interface StoredPacket extends StoredRow {
  payload: Buffer;
}

export const rowOf = (row: StoredRow): QuarantineRow => ({
  id: row.id,
  firstAt: row.first_at,
  lastAt: row.last_at,
  seen: row.seen,
  topic: row.topic,
  reason: row.reason,
  sentence: quarantineReasons[row.reason],
  detail: row.detail,
  payloadBytes: row.payload_bytes,
  whole: row.whole,
  replayedAt: row.replayed_at,
  replayOutcome: row.replay_outcome,
});

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A packet with its payload, as text too where it is text. */
export function detailOf(row: StoredPacket): QuarantineDetail {
  let text: string | null = null;
  try {
    text = utf8.decode(row.payload);
  } catch {
    // Not UTF-8: the bytes below are all there is to show.
  }
  return { ...rowOf(row), text, base64: row.payload.toString('base64') };
}
