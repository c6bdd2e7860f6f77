import type { Instant } from '../../../contracts/glossary.ts';
import type {
  Instruction,
  InstructionDetail,
  InstructionOrder,
  InstructionOwner,
  InstructionState,
  InstructionStep,
  NewInstruction,
} from '../../../contracts/instructions.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { lookBy, type Runner, type Transaction } from '../../platform/database.ts';
import { heed, ProblemError } from '../../platform/problems.ts';
import { actsIn, chooseAct, whyNotGive, type Party } from './instructions.rules.ts';
import * as sql from './instructions.sql.ts';

/** Who looks or acts, and when. */
export interface Look {
  readonly personId: number | null;
  readonly now: Instant;
}

export interface InstructionPage {
  readonly rows: Instruction[];
  readonly total: number;
  readonly open: number;
  readonly overdue: number;
}
export async function listInstructions(tx: Runner, ask: sql.InstructionsAsk, now: Instant): Promise<InstructionPage> {
  const today = dayOf(now);
  const rows = await tx.run<Instruction & { total: number }>(sql.selectInstructions(ask, today));
  const [counted] = await tx.run<{ open: number; overdue: number }>(sql.countOpen(ask.projectId, today));
  return { rows, total: rows[0]?.total ?? 0, open: counted?.open ?? 0, overdue: counted?.overdue ?? 0 };
}

interface Held {
  readonly id: number;
  readonly projectId: string;
  readonly text: string;
  readonly state: InstructionState;
  readonly revision: number;
  readonly dueOn: string;
  readonly authorId: number | null;
  readonly isMine: boolean;
}
/** What the viewer is to an instruction. Leaves the transaction looking as it looked. */
async function partiesOf(tx: Transaction, held: Held, personId: number | null): Promise<ReadonlySet<Party>> {
  const reaches = async (permission: 'instructions.follow' | 'instructions.give'): Promise<boolean> => {
    await lookBy(tx, permission);
    return (await tx.run(sql.selectProject(held.projectId))).length > 0;
  };
  const parties = new Set<Party>(held.isMine ? ['owner'] : []);
  if (await reaches('instructions.follow')) parties.add('follower');
  if (personId !== null && personId === held.authorId && (await reaches('instructions.give'))) parties.add('author');
  await lookBy(tx, 'instructions.read');
  return parties;
}

/** An instruction with all that was done about it, and what the viewer can do. @throws ProblemError not-found */
export async function readInstruction(tx: Transaction, id: number, look: Look): Promise<InstructionDetail> {
  await lookBy(tx, 'instructions.read');
  const [row] = await tx.run<Instruction>(sql.selectInstruction(id, dayOf(look.now)));
  const [held] = await tx.run<Held>(sql.selectHeld(id));
  if (row === undefined || held === undefined) throw new ProblemError('not-found', '批示');
  const steps = await tx.run<InstructionStep>(sql.selectSteps(id));
  return { ...row, steps, acts: actsIn(row.state, await partiesOf(tx, held, look.personId)) };
}

export const listOwners = (tx: Runner, projectId: string): Promise<InstructionOwner[]> =>
  tx.run<InstructionOwner>(sql.selectOwners(projectId));

/** An instruction, and whose screens are to be told. */
export interface Done {
  readonly instruction: InstructionDetail;
  readonly personIds: readonly number[];
}
const tell = async (tx: Transaction, id: number, told: sql.Told): Promise<number[]> =>
  (await tx.run<{ personId: number }>(sql.tell(id, told))).map(({ personId }) => personId);

export interface Giving extends Look {
  readonly personId: number;
  readonly projectId: string;
  readonly instruction: NewInstruction;
}
/** @throws ProblemError not-found (the project, or an owner that has nothing to do with it), check-failed */
export const giveInstruction: Action<'instruction.issue', Giving, Done> = async (tx, actor, input) => {
  const { projectId, instruction, personId, now } = input;
  heed(whyNotGive(instruction.dueOn, dayOf(now)));
  const owner = (await listOwners(tx, projectId)).find(({ code }) => code === instruction.ownerCode);
  if (owner === undefined) throw new ProblemError('not-found', '承办单位');
  const { ownerPersonId } = instruction;
  if (ownerPersonId !== null && !owner.people.some((one) => one.personId === ownerPersonId))
    throw new ProblemError('not-found', '承办人');
  const by = { personId, name: actor.name, now };
  const [made] = await tx.run<{ id: number }>(sql.insertInstruction(projectId, instruction, by));
  if (made === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  const { text, dueOn, ownerCode } = instruction;
  await tx.run(sql.insertAct(made.id, { act: 'issue', by: actor.name, now, text, dueOn }));
  const facts = { found: text, until: dueOn };
  const personIds = await tell(tx, made.id, { toOwner: true, kind: 'instruction-given', facts, by: actor.name, now });
  const after = { id: made.id, text, ownerCode, ownerPersonId, dueOn };
  const result = { instruction: await readInstruction(tx, made.id, input), personIds };
  return record(tx, { actor, verb: 'instruction.issue', subject: projectId, after }, result);
};

export interface Acting extends Look {
  readonly id: number;
  readonly order: InstructionOrder;
}
/** @throws ProblemError not-found, changed-meanwhile, not-in-this-state, not-permitted (it is another's), check-failed */
export const actOnInstruction: Action<'instruction.act', Acting, Done> = async (tx, actor, input) => {
  const { id, order, now, personId } = input;
  const [held] = await tx.run<Held>(sql.lockInstruction(id));
  if (held === undefined) throw new ProblemError('not-found', '批示');
  const chosen = chooseAct(held, order, await partiesOf(tx, held, personId), dayOf(now));
  if ('objection' in chosen) throw new ProblemError(chosen.objection.code, chosen.objection.detail);
  const { row } = chosen;
  const dueOn = row.act === 'extend' ? (order.dueOn ?? held.dueOn) : held.dueOn;
  const state = row.to ?? held.state;
  await tx.run(sql.moveInstruction(id, { state, dueOn, now }));
  const text = order.text ?? null;
  await tx.run(
    sql.insertAct(id, { act: row.act, by: actor.name, now, text, dueOn: row.act === 'extend' ? dueOn : null }),
  );
  const toOwner = row.tells === 'owner';
  const kind = toOwner ? ('instruction-due' as const) : ('instruction-answered' as const);
  const facts = { found: text ?? held.text, until: dueOn };
  const personIds = row.tells === null ? [] : await tell(tx, id, { toOwner, kind, facts, by: actor.name, now });
  const entry = { actor, verb: 'instruction.act' as const, subject: held.projectId };
  const change = {
    before: { id, state: held.state, dueOn: held.dueOn },
    after: { id, act: row.act, state, dueOn, ...(text !== null && { text }) },
  };
  return record(tx, { ...entry, ...change }, { instruction: await readInstruction(tx, id, input), personIds });
};
