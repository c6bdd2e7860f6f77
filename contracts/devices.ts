import { Type, type Static } from 'typebox';
import { deviceKinds } from './mqtt.ts';
import { CodeText, InstantMs, NameText, nullable, oneOf } from './schema.ts';

export const Site = Type.Object({
  code: CodeText,
  name: NameText,
  streetCode: Type.String(),
  projectId: nullable(Type.String()),
  lon: Type.Number({ minimum: 118.5, maximum: 119.2 }),
  lat: Type.Number({ minimum: 31.8, maximum: 32.3 }),
});
export type Site = Static<typeof Site>;

export const Device = Type.Object({
  code: CodeText,
  name: NameText,
  kind: oneOf(deviceKinds),
  siteCode: CodeText,
  periodMs: Type.Integer({ minimum: 1000, maximum: 86_400_000 }),
  active: Type.Boolean(),
  registeredAt: InstantMs,
});
export type Device = Static<typeof Device>;

export const NewDevice = Type.Object({
  code: CodeText,
  name: NameText,
  kind: oneOf(deviceKinds),
  siteCode: CodeText,
  periodMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: 86_400_000, default: 60_000 })),
});
export type NewDevice = Static<typeof NewDevice>;

/** Shown once: only a hash is kept. */
export const DeviceCredential = Type.Object({
  username: Type.String(),
  password: Type.String(),
  publishTopics: Type.Array(Type.String()),
});
export type DeviceCredential = Static<typeof DeviceCredential>;

/** Where access files go: Mosquitto's `passwd` and `acl`, EMQX's user import and acl.conf. */
export const brokerFileNames = ['mosquitto-passwd', 'mosquitto-acl', 'emqx-users', 'emqx-acl'] as const;
export type BrokerFileName = (typeof brokerFileNames)[number];
