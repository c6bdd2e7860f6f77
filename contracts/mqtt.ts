import { Type, type Static } from 'typebox';
import { flags, metricFacts, metrics, type Flag, type Metric } from './metrics.ts';
import { oneOf } from './schema.ts';

/** What a device says over MQTT: `xw/v1/{siteCode}/{env|camera}/{deviceCode}/{leaf}`. See docs/device-protocol.md. */
export const TOPIC_ROOT = 'xw/v1';

export const deviceKinds = ['env', 'camera'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

export const leaves = ['telemetry', 'event', 'frame', 'status'] as const;
export type Leaf = (typeof leaves)[number];

/** RFC 3339 with an offset, or milliseconds since 1970 UTC. */
export const DeviceTime = Type.Union([
  Type.Integer({ minimum: 0, maximum: 4_102_444_800_000 }),
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})$' }),
]);
export type DeviceTime = Static<typeof DeviceTime>;

const valueFields = Object.fromEntries(
  metrics.map((m) => [m, Type.Optional(Type.Number({ description: metricFacts[m].unit }))]),
);
const flagFields = Object.fromEntries(metrics.map((m) => [m, Type.Optional(oneOf(flags))]));

export const Telemetry = Type.Object(
  {
    at: DeviceTime,
    values: Type.Unsafe<Partial<Record<Metric, number>>>(
      Type.Object(valueFields, { additionalProperties: false, minProperties: 1 }),
    ),
    flags: Type.Optional(
      Type.Unsafe<Partial<Record<Metric, Flag>>>(Type.Object(flagFields, { additionalProperties: false })),
    ),
    seq: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    backfill: Type.Optional(Type.Boolean()),
    simulated: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: true },
);
export type Telemetry = Static<typeof Telemetry>;

/** What a site camera reports, after what AI boxes on Chinese sites send (no common standard exists). */
export const eventKinds = [
  'no-helmet',
  'no-vest',
  'fire-smoke',
  'intrusion',
  'bare-soil',
  'truck-unwashed',
  'uncovered-load',
  'night-work',
  'mist-cannon-off',
  'device-offline',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Pixels of the frame: left, top, right, bottom. */
export const Box = Type.Unsafe<[number, number, number, number]>(
  Type.Array(Type.Number({ minimum: 0, maximum: 100_000 }), { minItems: 4, maxItems: 4 }),
);

export const CameraEvent = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 100 }),
    at: DeviceTime,
    kind: oneOf(eventKinds),
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
    box: Type.Optional(Box),
    plate: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    image: Type.Optional(
      Type.Object({
        mime: oneOf(['image/jpeg', 'image/png'] as const),
        base64: Type.String({ minLength: 4, maxLength: 700_000 }),
      }),
    ),
    backfill: Type.Optional(Type.Boolean()),
    simulated: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: true },
);
export type CameraEvent = Static<typeof CameraEvent>;

export const DeviceStatus = Type.Object({ online: Type.Boolean(), at: DeviceTime }, { additionalProperties: true });
export type DeviceStatus = Static<typeof DeviceStatus>;

export interface TopicFact {
  readonly leaf: Leaf;
  readonly kinds: readonly DeviceKind[];
  readonly qos: 0 | 1;
  readonly retain: boolean;
  readonly maxBytes: number;
  /** Stored before it is acknowledged (ingestion connection), or light traffic on a connection of its own. */
  readonly lane: 'durable' | 'light';
  readonly payload: string;
}

const KB = 1024;
export const topicFacts: Readonly<Record<Leaf, TopicFact>> = {
  telemetry: {
    leaf: 'telemetry',
    kinds: ['env'],
    qos: 1,
    retain: false,
    maxBytes: 16 * KB,
    lane: 'durable',
    payload: 'Telemetry',
  },
  event: {
    leaf: 'event',
    kinds: ['camera'],
    qos: 1,
    retain: false,
    maxBytes: 720 * KB,
    lane: 'durable',
    payload: 'CameraEvent',
  },
  frame: {
    leaf: 'frame',
    kinds: ['camera'],
    qos: 0,
    retain: false,
    maxBytes: 512 * KB,
    lane: 'light',
    payload: 'JPEG',
  },
  status: {
    leaf: 'status',
    kinds: ['env', 'camera'],
    qos: 1,
    retain: true,
    maxBytes: 4 * KB,
    lane: 'light',
    payload: 'DeviceStatus',
  },
};

export interface TopicParts {
  readonly siteCode: string;
  readonly kind: DeviceKind;
  readonly deviceCode: string;
  readonly leaf: Leaf;
}

/** The topic of a device's leaf, e.g. `xw/v1/S-001/env/E-001-1/telemetry`. */
export const topicOf = (p: TopicParts): string => `${TOPIC_ROOT}/${p.siteCode}/${p.kind}/${p.deviceCode}/${p.leaf}`;

/** Subscription filters of one lane. */
export const filtersOf = (lane: TopicFact['lane']): string[] =>
  leaves
    .filter((leaf) => topicFacts[leaf].lane === lane)
    .flatMap((leaf) => topicFacts[leaf].kinds.map((kind) => `${TOPIC_ROOT}/+/${kind}/+/${leaf}`));

/** What one device may publish: its own leaves and nothing else. */
export const publishTopicsOf = (device: { siteCode: string; kind: DeviceKind; deviceCode: string }): string[] =>
  leaves.filter((leaf) => topicFacts[leaf].kinds.includes(device.kind)).map((leaf) => topicOf({ ...device, leaf }));
