import { createHash } from 'node:crypto';
import type { Instant } from '../../../../contracts/glossary.ts';
import { CameraEvent, type EventKind } from '../../../../contracts/mqtt.ts';
import { sniffImage } from '../../images.rules.ts';
import { instantOf, jsonParser, refused, type Parsed } from './json.ts';

export interface SiteEvent {
  readonly eventId: string;
  readonly at: Instant;
  readonly eventKind: EventKind;
  readonly confidence: number;
  readonly box: readonly number[] | null;
  readonly plate: string | null;
  readonly image: { readonly bytes: Buffer; readonly hash: string } | null;
  /** Declared to come late: only then may it be older than a week. */
  readonly backfill: boolean;
  readonly simulated: boolean;
}

const parse = jsonParser(CameraEvent);

/** Bytes of `.../event` to a camera event. The image is checked by its own first bytes, whatever its label says. */
export function parseEvent(payload: Uint8Array): Parsed<SiteEvent> {
  const json = parse(payload);
  if (!json.ok) return json;
  const event = json.value;
  const at = instantOf(event.at);
  if (at === undefined) return refused('invalid-time', String(event.at));
  let image: SiteEvent['image'] = null;
  if (event.image !== undefined) {
    const bytes = Buffer.from(event.image.base64, 'base64');
    if (sniffImage(bytes) !== event.image.mime) return refused('bad-image', event.image.mime);
    image = { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
  }
  const { id: eventId, kind: eventKind, confidence } = event;
  const { box = null, plate = null, backfill = false, simulated = false } = event;
  return { ok: true, value: { eventId, at, eventKind, confidence, box, plate, image, backfill, simulated } };
}
