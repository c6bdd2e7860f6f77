import type pg from 'pg';
import { underWayStates } from '../../contracts/approvals.ts';
import { documentKindNames } from '../../contracts/lifecycles.ts';
import type { ApprovalGround } from '../../contracts/approvalCases.ts';
import { actHash } from '../modules/approvals/actHash.ts';
import * as sql from '../modules/approvals/approvals.sql.ts';
import { partiesOf } from '../modules/approvals/may.rules.ts';
import { passRows } from '../modules/approvals/story.rules.ts';
import { charts } from '../modules/lifecycles/charts.ts';
import { officeMsBetween } from '../modules/schedules/officeDays.ts';
import type { Statement } from '../platform/database.ts';
import { demoApprovals, type DemoApproval } from './approvals.rules.ts';
import { approvalsSql } from './approvals.sql.ts';
import { demoPeople } from './people.data.ts';
import { demoProjects, projectIdOf } from './projects.data.ts';

/** Documents that what is under way is decided upon, noted before it was submitted. */
async function noteGround(db: pg.PoolClient, { project, chart, from, action, to, begunAt }: DemoApproval) {
  const id = projectIdOf(project.number);
  const row = charts[chart].rows.find((one) => one.from === from && one.action === action && one.to === to);
  const kinds = row?.documents ?? [];
  const noted = kinds.map((kind) => ({
    id,
    kind,
    title: `${project.name}${documentKindNames[kind]}`.slice(0, 120),
    at: begunAt,
  }));
  await db.query(approvalsSql.noteDocuments, [JSON.stringify(noted)]);
  if (row?.guards.includes('final-account-known')) await db.query(approvalsSql.noteFinalAccount, [id, begunAt]);
  const { rows } = await db.query<ApprovalGround['documents'][number]>(approvalsSql.selectDocuments, [id, kinds]);
  const guards = (row?.guards ?? []).map((code) => ({ code, verdict: 'met' as const, found: null, limit: null }));
  return { documents: rows, guards };
}

async function insertOne(db: pg.PoolClient, approval: DemoApproval, numbers: ReadonlyMap<string, number>) {
  const run = ({ text, values }: Statement) => db.query<{ id: number }>(text, [...(values ?? [])]);
  const { flow, acts, begunAt, chart, from, action, to, reason, initiator } = approval;
  const numberOf = (name: string) => numbers.get(name) ?? 0;
  const row = { chart, from, action, to, reason, flow, initiatorId: numberOf(initiator), at: begunAt };
  const ground = await noteGround(db, approval);
  const made = await run(sql.insertApproval({ ...row, ground, projectId: projectIdOf(approval.project.number) }));
  const id = made.rows[0]?.id;
  if (id === undefined) return;
  const endedAt = acts.at(-1)?.at ?? begunAt;
  await run(sql.updateApproval(id, flow, flow.state, endedAt));
  await run(sql.seatParties(id, partiesOf(flow)));
  await run(sql.keepPasses(id, passRows(flow, officeMsBetween)));
  // Whoever had a part once keeps it in sight.
  const parts = acts.map(({ by }) => ({ kind: 'seat' as const, personId: numberOf(by), role: null, waiting: false }));
  const seated = partiesOf(flow)
    .filter(({ kind }) => kind === 'seat')
    .map(({ personId }) => personId);
  const former = [...new Map(parts.map((one) => [one.personId, one])).values()].filter(
    ({ personId }) => !seated.includes(personId) && personId !== numberOf(initiator),
  );
  await run(sql.seatParties(id, former));
  for (const { by, act, at, pass, opinion, detail } of acts) {
    const name = demoPeople.find(({ loginName }) => loginName === by)?.name ?? by;
    const line = { byId: numberOf(by), byName: name, act, at, pass, opinion, detail };
    await run(sql.insertAct(id, { ...line, hash: actHash(id, line) }));
  }
}

/** Approvals behind the demo's projects, and those under way; a demo that was seeded before there were any gets them now. */
export async function insertApprovals(db: pg.PoolClient, now: number): Promise<void> {
  const { rows } = await db.query<{ count: number }>(approvalsSql.count);
  if ((rows[0]?.count ?? 0) > 0) return;
  const found = await db.query<{ name: string; id: number }>(approvalsSql.selectPeople);
  const numbers = new Map(found.rows.map(({ name, id }) => [name, id]));
  if (demoPeople.some(({ loginName }) => !numbers.has(loginName))) return;
  const moved = await db.query<{ id: string; state: string }>(approvalsSql.selectStates);
  const stands = new Map(moved.rows.map(({ id, state }) => [id, state]));
  for (const approval of demoApprovals(demoProjects, now, (name) => numbers.get(name) ?? 0)) {
    const isOver = !underWayStates.includes(approval.flow.state);
    if (isOver || stands.get(projectIdOf(approval.project.number)) === approval.from)
      await insertOne(db, approval, numbers);
  }
}
