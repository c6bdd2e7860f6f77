import type { ApprovalCase } from '../../../contracts/approvalCases.ts';
import type { ApprovalState } from '../../../contracts/approvals.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { Runner } from '../../platform/database.ts';
import { selectDeciders } from './approvalNews.sql.ts';
import { announce } from './outbox.ts';

/** An approval that is over, as OA is told of it. */
export interface Closing {
  readonly approvalId: number;
  readonly projectCode: string;
  readonly projectName: string;
  /** What the two states are called. */
  readonly from: string;
  readonly to: string;
  readonly state: ApprovalState;
}
/** Tells OA how an approval ended. */
export async function announceClosed(tx: Runner, closing: Closing, now: Instant): Promise<void> {
  const news = { subject: `${closing.projectName} ${closing.to}`, projectId: closing.projectCode };
  await announce(tx, { ...news, event: 'approval.closed', data: { ...closing } }, now);
}

/**
 * Tells OA of an approval, in the transaction of what was done with it: whom a step that has opened waits for, and how it
 * ended. @param before null: it has just begun
 */
export async function announceApproval(
  tx: Runner,
  approval: ApprovalCase,
  before: { readonly state: ApprovalState; readonly passes: number } | null,
  now: Instant,
): Promise<void> {
  const { id: approvalId, projectId, projectName, fromName, toName, state, passes, ground } = approval;
  const about = { approvalId, projectCode: projectId, projectName, from: fromName, to: toName };
  const news = { subject: `${projectName} ${toName}`, projectId };
  if (state !== 'open') {
    if (before?.state === state) return;
    await announceClosed(tx, { ...about, state }, now);
    return;
  }
  if (before !== null && before.passes === passes.length) return;
  const data = {
    ...{ ...about, passes: passes.length, step: approval.step, initiator: approval.initiator, reason: approval.reason },
    dueAt: approval.dueAt === null ? null : new Date(approval.dueAt).toISOString(),
    people: await tx.run<{ loginName: string; name: string }>(selectDeciders(approvalId)),
    documents: ground.documents.map(({ kind, title, number, fileHash }) => ({ kind, title, number, fileHash })),
  };
  await announce(tx, { ...news, event: 'approval.requested', data }, now);
}
