import { Type } from 'typebox';
import { changeFacts, changeStates, PendingChange, type ChangeKind } from '../changes.ts';
import { ReasonText } from '../loans.ts';
import { oneOf } from '../schema.ts';
import { byId, list, Nothing, routes } from './route.ts';

const proposal = <K extends ChangeKind>(kind: K) => ({
  method: 'POST' as const,
  path: `/api/changes/${kind}` as const,
  permission: changeFacts[kind].permission,
  verb: 'change.propose' as const,
  summary: `提出变更:${changeFacts[kind].label}`,
  body: Type.Object({ input: changeFacts[kind].input, reason: ReasonText }),
  reply: PendingChange,
});

/** High-risk changes: proposed by one person, decided by another. */
export const changesRoutes = routes({
  listChanges: {
    method: 'GET',
    path: '/api/changes',
    permission: 'changes.read',
    summary: '高风险变更清单',
    query: Type.Object({ state: Type.Optional(oneOf(changeStates)) }),
    reply: list(PendingChange),
  },
  proposeMatrix: proposal('role-matrix'),
  proposeAdministrator: proposal('administrator-grant'),
  proposeAdministratorEnd: proposal('administrator-end'),
  proposeFactorReset: proposal('factor-reset'),
  proposeKey: proposal('api-key-activate'),
  proposeDeactivation: proposal('administrator-deactivate'),
  proposeReactivation: proposal('administrator-reactivate'),
  confirmChange: {
    method: 'POST',
    path: '/api/changes/:id/confirm',
    permission: 'changes.confirm',
    verb: 'change.confirm',
    summary: '复核通过并执行变更',
    params: byId,
    body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }),
    reply: Nothing,
  },
  refuseChange: {
    method: 'POST',
    path: '/api/changes/:id/refuse',
    permission: 'changes.confirm',
    verb: 'change.refuse',
    summary: '驳回变更',
    params: byId,
    body: Type.Object({ reason: ReasonText }),
    reply: Nothing,
  },
  withdrawChange: {
    method: 'DELETE',
    path: '/api/changes/:id',
    permission: 'signedIn',
    verb: 'change.withdraw',
    summary: '撤回本人提出的变更',
    params: byId,
    reply: Nothing,
  },
});
