import { Type, type Static, type TSchema } from 'typebox';
import { administratorRoles, type Permission } from './permissions.ts';
import { MatrixChange } from './roles.ts';
import { InstantMs, NameText, nullable, oneOf } from './schema.ts';

const byPerson = Type.Object({ personId: Type.Integer({ minimum: 1 }) });

interface ChangeFact {
  readonly label: string;
  /** What proposing it needs; confirming needs `changes.confirm`, and another person. */
  readonly permission: Permission;
  readonly input: TSchema;
}
const facts = <T extends Record<string, ChangeFact>>(table: T): T => table;

/** High-risk changes: one person proposes, another confirms, and only then they are carried out. */
export const changeFacts = facts({
  'role-matrix': { label: '调整角色权限', permission: 'roles.manage', input: MatrixChange },
  'administrator-grant': {
    label: '授予管理员岗位',
    permission: 'posts.grant',
    input: Type.Object({ personId: Type.Integer({ minimum: 1 }), role: oneOf(administratorRoles) }),
  },
  'administrator-end': {
    label: '收回管理员岗位',
    permission: 'posts.grant',
    input: Type.Object({ postId: Type.Integer({ minimum: 1 }) }),
  },
  'factor-reset': { label: '重置双因素', permission: 'people.manage', input: byPerson },
  'api-key-activate': {
    label: '启用接口密钥',
    permission: 'api-keys.manage',
    input: Type.Object({ keyId: Type.Integer({ minimum: 1 }) }),
  },
  'administrator-deactivate': { label: '停用管理员账号', permission: 'people.manage', input: byPerson },
  'administrator-reactivate': { label: '恢复管理员账号', permission: 'people.manage', input: byPerson },
});
export type ChangeKind = keyof typeof changeFacts;
export const changeKinds = Object.keys(changeFacts) as [ChangeKind, ...ChangeKind[]];
export type ChangeInput<K extends ChangeKind> = Static<(typeof changeFacts)[K]['input']>;

/** How long a proposal waits for its second person. */
export const CHANGE_WAITS_HOURS = 72;

export const changeStates = ['open', 'confirmed', 'refused', 'withdrawn', 'expired'] as const;
export type ChangeState = (typeof changeStates)[number];

export const PendingChange = Type.Object({
  id: Type.Integer(),
  kind: oneOf(changeKinds),
  input: Type.Unknown(),
  subject: Type.String(),
  reason: Type.String(),
  proposedBy: NameText,
  proposedAt: InstantMs,
  expiresAt: InstantMs,
  state: oneOf(changeStates),
  decidedBy: nullable(NameText),
  decidedAt: nullable(InstantMs),
  decisionReason: nullable(Type.String()),
  /** The viewer proposed it. */
  isOwn: Type.Boolean(),
  /** It is about the viewer. */
  isAboutViewer: Type.Boolean(),
});
export type PendingChange = Static<typeof PendingChange>;
