import type { Instant } from '../../../contracts/glossary.ts';
import { record, type Actor } from '../../access/audit.ts';
import type { Transaction } from '../../platform/database.ts';
import { announceClosed } from '../interfaces/approvalNews.ts';
import { stateNames } from '../lifecycles/charts.ts';
import * as sql from './approvals.sql.ts';
import { openPass, seatHolders, supersedeFlow, waitingFor } from './flow.rules.ts';
import { factsOf } from './holders.ts';
import { keepFlow, tellAct } from './keeping.ts';

export interface Superseded {
  readonly projectId: string;
  readonly reason: string;
  readonly now: Instant;
}
/**
 * Ends what was to be approved of a project that has left the state it was submitted in, with the reason; without one
 * under way, nothing. @returns whose inboxes are others now, each of whom was told why
 */
export async function supersedeApproval(
  tx: Transaction,
  actor: Actor,
  { projectId, reason, now }: Superseded,
): Promise<readonly number[]> {
  const [kept] = await tx.run<sql.ApprovalRecord>(sql.lockUnderWay(projectId));
  if (kept === undefined) return [];
  const { id, chart, from, to, projectName } = kept;
  const before = seatHolders(kept.flow, await factsOf(tx, projectId, kept.flow, now));
  const flow = supersedeFlow(before, now);
  const pass = before.passes.length - 1;
  await keepFlow(tx, id, flow, now);
  const by = { byId: actor.kind === 'person' ? actor.id : null, byName: actor.name, at: now };
  await tellAct(tx, id, { ...by, act: 'supersede', pass, opinion: reason, detail: {} });
  const step = before.steps[openPass(before)?.step ?? -1]?.name ?? '';
  const people = [...new Set([...waitingFor(before), flow.initiator])];
  const reminder = {
    approvalId: id,
    people,
    kind: 'approval-superseded' as const,
    facts: { step },
    by: actor.name,
    now,
  };
  const reminded = await tx.run<{ personId: number }>(sql.remindParties(reminder));
  const { fromName, toName } = stateNames(chart, from, to);
  const about = { approvalId: id, projectCode: projectId, projectName, from: fromName, to: toName };
  await announceClosed(tx, { ...about, state: flow.state }, now);
  const entry = { actor, verb: 'approval.supersede' as const, subject: projectId, reason };
  await record(tx, { ...entry, before: { state: before.state }, after: { approvalId: id, state: flow.state } });
  return reminded.map(({ personId }) => personId);
}

/** Ends approvals whose project stands elsewhere: what a release before this one left open. @returns who was told */
export async function supersedeLeft(tx: Transaction, actor: Actor, now: Instant): Promise<number[]> {
  const told: number[] = [];
  const reason = '项目已不在提交审批时的阶段';
  for (const { projectId } of await tx.run<{ projectId: string }>(sql.selectLeft))
    told.push(...(await supersedeApproval(tx, actor, { projectId, reason, now })));
  return told;
}
