import type { Instant } from '../../../../contracts/glossary.ts';
import { metrics, type Flags, type Values } from '../../../../contracts/metrics.ts';
import { Telemetry } from '../../../../contracts/mqtt.ts';
import type { Flagged } from '../../entries.ts';
import { instantOf, jsonParser, refused, type Parsed } from './json.ts';

export interface TelemetryReading {
  readonly at: Instant;
  readonly values: Values;
  readonly flagged: Flagged | null;
  readonly seq: number | null;
  readonly backfill: boolean;
  readonly simulated: boolean;
}

const parse = jsonParser(Telemetry);

/** Bytes of `.../telemetry` to a reading in house units; values flagged other than N are set apart. */
export function parseTelemetry(payload: Uint8Array): Parsed<TelemetryReading> {
  const json = parse(payload);
  if (!json.ok) return json;
  const { values: sent, flags } = json.value;
  const at = instantOf(json.value.at);
  if (at === undefined) return refused('invalid-time', String(json.value.at));
  const { seq = null, backfill = false, simulated = false } = json.value;
  const { values, flagged } = flags === undefined ? { values: sent, flagged: null } : setApart(sent, flags);
  return { ok: true, value: { at, values, flagged, seq, backfill, simulated } };
}

function setApart(sent: Values, flags: Flags): { values: Values; flagged: Flagged | null } {
  const values: Values = {};
  let flagged: Flagged | null = null;
  for (const metric of metrics) {
    const value = sent[metric];
    const flag = flags[metric] ?? 'N';
    if (value === undefined) continue;
    if (flag === 'N') values[metric] = value;
    else (flagged ??= {})[metric] = { value, flag };
  }
  return { values, flagged };
}
