import type { Instant } from '../../../contracts/glossary.ts';
import { record, systemActor } from '../../access/audit.ts';
import type { Database, Runner } from '../../platform/database.ts';
import { dayTextOf } from '../schedules/officeDays.ts';
import type { ApprovalAct } from './acts.rules.ts';
import * as sql from './approvals.sql.ts';
import { openPass, seatHolders, waitingFor, type Flow } from './flow.rules.ts';
import { factsOf } from './holders.ts';
import { supersedeLeft } from './superseding.ts';

/** So long before a step is over, whoever it waits for is reminded. */
export const SOON_MS = 86_400_000;

const send = async (tx: Runner, reminder: sql.PartyReminder): Promise<number[]> =>
  (await tx.run<{ personId: number }>(sql.remindParties(reminder))).map(({ personId }) => personId);

interface Done {
  readonly id: number;
  readonly flow: Flow;
  readonly what: ApprovalAct;
  readonly toName: string;
  readonly by: string;
  readonly now: Instant;
}
/** Sends what an act has people reminded of: whom it urges, and that it has passed. @returns who was reminded */
export async function remindOf(tx: Runner, { id, flow, what, toName, by, now }: Done): Promise<number[]> {
  if (flow.state === 'approved' && what.act === 'approve')
    return send(tx, {
      approvalId: id,
      people: [flow.initiator],
      kind: 'approval-passed',
      facts: { step: toName },
      by,
      now,
    });
  if (what.act !== 'urge') return [];
  const people = Object.entries(flow.urgedAt).flatMap(([person, at]) => (at === now ? [Number(person)] : []));
  const step = flow.steps[openPass(flow)?.step ?? -1]?.name ?? '';
  return send(tx, { approvalId: id, people, kind: 'approval-urged', facts: { step }, by, now });
}

interface DueStep {
  readonly approvalId: number;
  readonly projectId: string;
  readonly step: string;
  readonly dueAt: Instant;
  readonly kind: 'soon' | 'overdue';
  readonly flow: Flow;
}
/**
 * Reminds of every step that is due within a day, and of every one that is over, once each; before that, ends what has lost
 * its object. @returns who was reminded
 */
export function remindDue(db: Database, now: Instant): Promise<number[]> {
  return db.withTransaction(async (tx) => {
    const reminded = await supersedeLeft(tx, systemActor, now);
    const due = await tx.run<DueStep>(sql.takeDue(now, SOON_MS));
    for (const { approvalId, projectId, step, dueAt, kind, flow } of due) {
      const people = waitingFor(seatHolders(flow, await factsOf(tx, projectId, flow, now)));
      const facts = { step, until: dayTextOf(dueAt - 1) };
      const reminder = { approvalId, people, kind: `approval-${kind}` as const, facts, by: systemActor.name, now };
      reminded.push(...(await send(tx, reminder)));
    }
    const after = { approvals: due.map(({ approvalId, kind }) => ({ approvalId, kind })) };
    if (due.length > 0) await record(tx, { actor: systemActor, verb: 'approval.remind', subject: 'approvals', after });
    return [...new Set(reminded)];
  });
}
