import { Type, type Static } from 'typebox';
import { approvalActs, approvalStates, FlowStep, passOutcomes, storyActs } from './approvals.ts';
import { documentKinds, JudgedGuard, lifecycleActions, lifecycleCharts } from './lifecycles.ts';
import { personRoles } from './permissions.ts';
import { CodeText, InstantMs, nullable, oneOf } from './schema.ts';

/** Somebody in an approval: a person by name, or a post, which any of its holders acts for. */
export const ApprovalParty = Type.Object({ name: nullable(Type.String()), role: nullable(oneOf(personRoles)) });
export type ApprovalParty = Static<typeof ApprovalParty>;

/** What every list tells of an approval. */
export const ApprovalRow = Type.Object({
  id: Type.Integer(),
  projectId: CodeText,
  projectName: Type.String(),
  chart: oneOf(lifecycleCharts),
  action: oneOf(lifecycleActions),
  fromName: Type.String(),
  toName: Type.String(),
  state: oneOf(approvalStates),
  initiator: Type.String(),
  begunAt: InstantMs,
  endedAt: nullable(InstantMs),
  /** Name of the open step, and when it is due; null where none is open. */
  step: nullable(Type.String()),
  dueAt: nullable(InstantMs),
  waitingFor: Type.Array(ApprovalParty),
  /** The viewer is one of those. */
  waitsForMe: Type.Boolean(),
  /** When the viewer was last urged. */
  urgedAt: nullable(InstantMs),
});
export type ApprovalRow = Static<typeof ApprovalRow>;

/** A member of a step while it is, or was, open. */
export const ApprovalMember = Type.Object({
  seat: Type.Integer(),
  /** The post that it was written for; null for a person. */
  role: nullable(oneOf(personRoles)),
  people: Type.Array(Type.String()),
  approvedBy: nullable(Type.String()),
  addedBy: nullable(Type.String()),
  /** Asked for an opinion by who decides. */
  delegate: nullable(Type.String()),
  /** May act now. */
  active: Type.Boolean(),
});
export const ApprovalPass = Type.Object({
  step: Type.Integer(),
  openedAt: InstantMs,
  dueAt: InstantMs,
  closedAt: nullable(InstantMs),
  outcome: nullable(oneOf(passOutcomes)),
  /** Time on working days that it was open: until now where it still is. */
  workedMs: Type.Integer(),
  members: Type.Array(ApprovalMember),
});
export type ApprovalPass = Static<typeof ApprovalPass>;

/** One thing that was done, as it was kept. */
export const ApprovalActRow = Type.Object({
  id: Type.Integer(),
  act: oneOf(storyActs),
  by: Type.String(),
  at: InstantMs,
  /** Name of the step that was open; null before the first and after a return to the initiator. */
  step: nullable(Type.String()),
  opinion: Type.String(),
  /** SHA-256 over all of this, hex. */
  hash: Type.String(),
  /** Whom it was done with: added, taken out, handed to, copied. */
  people: Type.Array(Type.String()),
  /** Step that it was returned to; null: the initiator. */
  toStep: nullable(Type.String()),
});
export type ApprovalActRow = Static<typeof ApprovalActRow>;

/** What is decided upon, as it stood when it was submitted. */
export const ApprovalGround = Type.Object({
  documents: Type.Array(
    Type.Object({
      kind: oneOf(documentKinds),
      title: Type.String(),
      number: Type.String(),
      version: Type.Integer(),
      /** Null also where the viewer may not open it: asked no more, and the project out of reach. */
      fileId: nullable(Type.Integer()),
      fileName: nullable(Type.String()),
      fileHash: nullable(Type.String()),
    }),
  ),
  guards: Type.Array(JudgedGuard),
});
export type ApprovalGround = Static<typeof ApprovalGround>;

export const ApprovalCase = Type.Intersect([
  ApprovalRow,
  Type.Object({
    reason: Type.String(),
    /** The project itself is within the viewer's reach: whoever is asked from outside sees the approval alone. */
    seesProject: Type.Boolean(),
    ground: ApprovalGround,
    steps: Type.Array(FlowStep),
    passes: Type.Array(ApprovalPass),
    acts: Type.Array(ApprovalActRow),
    copied: Type.Array(Type.String()),
    /** What the viewer may do now. */
    mayDo: Type.Array(oneOf(approvalActs)),
    /** Steps that the viewer may return it to. */
    mayReturnTo: Type.Array(Type.Integer()),
    /** Seats that the viewer may take out. */
    mayRemove: Type.Array(Type.Integer()),
  }),
]);
export type ApprovalCase = Static<typeof ApprovalCase>;

const Opinion = Type.String({ maxLength: 1000 });
export const NewApproval = Type.Object({
  action: oneOf(lifecycleActions),
  to: Type.String({ pattern: '^[A-Z][0-9]{2,3}$' }),
  revision: Type.Integer({ minimum: 1 }),
  reason: Opinion,
});
export type NewApproval = Static<typeof NewApproval>;

const PersonNumber = Type.Integer({ minimum: 1 });
/** What is done, and with whom. What an act does not speak of is left out. */
export const ApprovalOrder = Type.Object({
  act: oneOf(approvalActs),
  /** How many times a step had been open when it was looked at: who decides on what went on meanwhile is told. */
  passes: Type.Integer({ minimum: 1 }),
  opinion: Opinion,
  /** For `return`: the step, or null for the initiator. */
  to: Type.Optional(nullable(Type.Integer({ minimum: 0 }))),
  /** For `add`. */
  where: Type.Optional(oneOf(['before', 'after'])),
  /** For `add`, `hand-over`, `delegate`. */
  personId: Type.Optional(PersonNumber),
  /** For `remove`. */
  seat: Type.Optional(Type.Integer({ minimum: 0 })),
  /** For `copy`. */
  people: Type.Optional(Type.Array(PersonNumber, { minItems: 1, maxItems: 20, uniqueItems: true })),
});
export type ApprovalOrder = Static<typeof ApprovalOrder>;

/** What waits for the viewer. */
export const ApprovalCounts = Type.Object({ todo: Type.Integer(), overdue: Type.Integer() });
export type ApprovalCounts = Static<typeof ApprovalCounts>;

/** Somebody who can be asked, with the posts that say who that is. */
export const Askable = Type.Object({ id: PersonNumber, name: Type.String(), posts: Type.String() });
export type Askable = Static<typeof Askable>;

/** 常用意见. Shipped ones belong to nobody and stay. */
export const OpinionTemplate = Type.Object({ id: Type.Integer(), text: Type.String(), isOwn: Type.Boolean() });
export type OpinionTemplate = Static<typeof OpinionTemplate>;
