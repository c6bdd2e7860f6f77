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

/** `returned`: back with whoever began it, to be submitted anew or withdrawn. */
export const approvalStates = ['open', 'returned', 'approved', 'withdrawn'] as const;
export type ApprovalState = (typeof approvalStates)[number];
export const approvalStateNames: Readonly<Record<ApprovalState, string>> = {
  open: '办理中',
  returned: '已退回发起人',
  approved: '已通过',
  withdrawn: '已撤回',
};
