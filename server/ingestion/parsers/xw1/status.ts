import type { Instant } from '../../../../contracts/glossary.ts';
import { DeviceStatus } from '../../../../contracts/mqtt.ts';
import { instantOf, jsonParser, refused, type Parsed } from './json.ts';

const parse = jsonParser(DeviceStatus);

/** Bytes of `.../status` to whether the device is connected, and since when. */
export function parseStatus(payload: Uint8Array): Parsed<{ at: Instant; online: boolean }> {
  const json = parse(payload);
  if (!json.ok) return json;
  const at = instantOf(json.value.at);
  return at === undefined
    ? refused('invalid-time', String(json.value.at))
    : { ok: true, value: { at, online: json.value.online } };
}
