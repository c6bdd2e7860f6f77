import { Type, type Static } from 'typebox';
import { personRoles } from './permissions.ts';
import { oneOf } from './schema.ts';

/** How the members of a step decide: everybody of them, any one, or one after the other. */
export const stepModes = ['all', 'any', 'sequence'] as const;
export type StepMode = (typeof stepModes)[number];
export const stepModeNames: Readonly<Record<StepMode, string>> = { all: '会签', any: '或签', sequence: '依次' };

/** What can be done with an approval under way. */
export const approvalActs = [
  'approve',
  'return',
  'add',
  'remove',
  'hand-over',
  'delegate',
  'advise',
  'urge',
  'copy',
  'withdraw',
  'resubmit',
] as const;
export type ApprovalActKind = (typeof approvalActs)[number];
export const approvalActNames: Readonly<Record<ApprovalActKind, string>> = {
  approve: '同意',
  return: '退回',
  add: '加签',
  remove: '减签',
  'hand-over': '转办',
  delegate: '委派',
  advise: '答复委派',
  urge: '催办',
  copy: '抄送',
  withdraw: '撤回',
  resubmit: '重新提交',
};

/**
 * `returned`: back with whoever began it, to be submitted anew or withdrawn. `superseded`: the project left the state that
 * it was submitted in by another way, so that there is nothing left to decide.
 */
export const approvalStates = ['open', 'returned', 'approved', 'withdrawn', 'superseded'] as const;
export type ApprovalState = (typeof approvalStates)[number];
export const approvalStateNames: Readonly<Record<ApprovalState, string>> = {
  open: '办理中',
  returned: '已退回发起人',
  approved: '已通过',
  withdrawn: '已撤回',
  superseded: '已作废',
};
/** An approval in one of these goes on; in any other it is over. */
export const underWayStates: readonly ApprovalState[] = ['open', 'returned'];

/** What the story of an approval tells of: submitting it, everything that was done with it since, and that it lost its object. */
export const storyActs = ['submit', ...approvalActs, 'supersede'] as const;
export type StoryAct = (typeof storyActs)[number];
export const storyActNames: Readonly<Record<StoryAct, string>> = {
  submit: '提交',
  ...approvalActNames,
  supersede: '作废',
};

/** How one time ended that a step was open. */
export const passOutcomes = ['passed', 'returned', 'withdrawn', 'superseded'] as const;
export type PassOutcome = (typeof passOutcomes)[number];
export const passOutcomeNames: Readonly<Record<PassOutcome, string>> = {
  passed: '通过',
  returned: '退回',
  withdrawn: '撤回',
  superseded: '作废',
};

/** Where an approval stands in somebody's inbox. */
export const inboxes = ['todo', 'done', 'mine', 'copied'] as const;
export type Inbox = (typeof inboxes)[number];
export const inboxNames: Readonly<Record<Inbox, string>> = {
  todo: '待办',
  done: '已办',
  mine: '我发起',
  copied: '抄送我',
};

/** A step as it is written: who decides (any holder of the post that reaches the project), how, and in how many days. */
export const FlowStep = Type.Object({
  name: Type.String(),
  mode: oneOf(stepModes),
  /** Working days until it is due. */
  days: Type.Integer({ minimum: 1 }),
  roles: Type.Array(oneOf(personRoles)),
});
export type FlowStep = Static<typeof FlowStep>;
