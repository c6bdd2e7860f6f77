import { Type, type Static } from 'typebox';
import { InstantMs, nullable, oneOf } from './schema.ts';

export const auditVerbs = [
  'setup.complete',
  'session.open',
  'session.refuse',
  'session.close',
  'person.create',
  'person.deactivate',
  'wall.create',
  'wall.exchange',
  'wall.revoke',
  'wall.show',
  'wall.hold',
  'wall.release',
  'wall.expire',
  'wall.reload',
  'wall.identify',
  'device.register',
  'device.retire',
  'device.rotate-credential',
  'site.create',
  'broker-access.export',
  'quarantine.replay',
  'demo.seed',
] as const;
export type AuditVerb = (typeof auditVerbs)[number];

export const AuditRow = Type.Object({
  id: Type.Integer(),
  at: InstantMs,
  actor: Type.String(),
  address: nullable(Type.String()),
  verb: oneOf(auditVerbs),
  subject: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
});
export type AuditRow = Static<typeof AuditRow>;
