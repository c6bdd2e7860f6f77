import type { StoryAct } from '../../../contracts/approvals.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { Transaction } from '../../platform/database.ts';
import { officeMsBetween } from '../schedules/officeDays.ts';
import { actHash } from './actHash.ts';
import * as sql from './approvals.sql.ts';
import type { Flow } from './flow.rules.ts';
import { partiesOf } from './may.rules.ts';
import { passRows } from './story.rules.ts';

/** Writes what an act made of an approval. */
export async function keepFlow(tx: Transaction, id: number, flow: Flow, now: Instant): Promise<void> {
  await tx.run(sql.updateApproval(id, flow, flow.state, now));
  await tx.run(sql.restParties(id));
  await tx.run(sql.seatParties(id, partiesOf(flow)));
  await tx.run(sql.keepPasses(id, passRows(flow, officeMsBetween)));
}

/** One line of the story: who did what, and when. */
export interface Told {
  /** Null: the server. */
  readonly byId: number | null;
  readonly byName: string;
  readonly at: Instant;
  readonly act: StoryAct;
  readonly pass: number;
  readonly opinion: string;
  readonly detail: sql.ActDetail;
}
/** Adds a line to the story, with a hash that covers it. */
export async function tellAct(tx: Transaction, id: number, line: Told): Promise<void> {
  await tx.run(sql.insertAct(id, { ...line, hash: actHash(id, line) }));
}
