import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { DeviceTime } from '../../../../contracts/mqtt.ts';
import type { Instant } from '../../../../contracts/glossary.ts';
import type { QuarantineReason } from '../../../../contracts/quarantine.ts';

/** A parser's answer: the thing itself, or a named reason. Parsers never throw and read no clock. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: QuarantineReason; readonly detail: string | null };

export const refused = (reason: QuarantineReason, detail: string | null = null) =>
  ({ ok: false, reason, detail }) as const;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A parser of JSON bytes that fit a schema; the schema is compiled once. */
export function jsonParser<S extends TSchema>(schema: S): (payload: Uint8Array) => Parsed<Static<S>> {
  const check = Compile(schema);
  return (payload) => {
    let value: unknown;
    try {
      value = JSON.parse(utf8.decode(payload));
    } catch (error) {
      return refused('malformed-json', (error as Error).message.slice(0, 200));
    }
    if (check.Check(value)) return { ok: true, value };
    const first = check.Errors(value)[0];
    return refused('invalid-payload', first ? `${first.instancePath || '/'} ${first.message}` : null);
  };
}

/** Instant of a device's time, or undefined when no such time exists (2026-02-30T25:00:00Z). */
export function instantOf(time: DeviceTime): Instant | undefined {
  if (typeof time === 'number') return time;
  const at = Date.parse(time);
  if (!Number.isFinite(at) || at < 0) return undefined;
  // Date.parse rolls 30 February over to March; such a time was never meant.
  const day = Number(time.slice(8, 10));
  const daysInMonth = new Date(Date.UTC(Number(time.slice(0, 4)), Number(time.slice(5, 7)), 0)).getUTCDate();
  return day >= 1 && day <= daysInMonth ? at : undefined;
}
