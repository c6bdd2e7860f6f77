import type { Declaration, TargetChangeState, TargetTerms, TermsChange } from '../../../contracts/targets.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { askScore } from '../scores/scores.ts';
import { checkDeclaration, faultWords } from './targets.rules.ts';
import { hold, readDeclaration, subjectOf, termsOf, type Look } from './targets.ts';
import * as sql from './targets.sql.ts';

export interface NewChange extends Look {
  readonly id: number;
  readonly reason: string;
  readonly changes: readonly { readonly targetId: number; readonly after: TargetTerms }[];
}

const bare = ({ id: _, ...terms }: sql.NamedTerms): TargetTerms => terms;
const isSame = (a: TargetTerms, b: TargetTerms) => JSON.stringify(a) === JSON.stringify(b);

/** What is to change of a declaration, with its terms as they are. @throws ProblemError not-found, check-failed */
function changesOf(declaration: Declaration, wished: NewChange['changes']): TermsChange[] {
  const changes = wished.map(({ targetId, after }): TermsChange => {
    const target = declaration.targets.find(({ id }) => id === targetId);
    if (target === undefined) throw new ProblemError('not-found', '申报中的指标');
    return { targetId, before: bare(termsOf(target)), after: bare(termsOf({ ...after, id: targetId })) };
  });
  const real = changes.filter(({ before, after }) => !isSame(before, after));
  if (real.length === 0) throw new ProblemError('check-failed', '没有任何改动');
  const targets = declaration.targets.map((target) => {
    const change = real.find(({ targetId }) => targetId === target.id);
    return { ...target, ...change?.after, first: target.path[0] ?? target.name };
  });
  const [fault] = checkDeclaration(declaration, targets);
  if (fault !== undefined) {
    const name = targets.find(({ id }) => id === fault.targetId)?.name ?? '';
    throw new ProblemError('check-failed', faultWords(fault, name));
  }
  return real;
}

/** @throws ProblemError not-found, not-in-this-state, check-failed (nothing changes, or the whole would not hold) */
export const proposeTargetChange: Action<'target-change.propose', NewChange, Declaration> = async (
  tx,
  actor,
  input,
) => {
  const { id, reason, personId } = input;
  const standing = await hold(tx, id, 'change', { personId });
  const changes = changesOf(await readDeclaration(tx, id, personId), input.changes);
  const [made] = await tx.run(sql.insertChange(id, standing.projectId, { reason, changes, personId }));
  if (made === undefined) throw new ProblemError('not-in-this-state', '已有一项调整在审核中');
  const after = await readDeclaration(tx, id, personId);
  const entry = { actor, verb: 'target-change.propose' as const, subject: subjectOf(standing), after: changes, reason };
  return record(tx, entry, after);
};

interface LockedChange {
  readonly id: number;
  readonly declarationId: number;
  readonly state: TargetChangeState;
  readonly changes: readonly TermsChange[];
  readonly reason: string;
  readonly proposedById: number;
}
type Deciding = Look & { readonly id: number };

/** @param whose `others`: to be decided by somebody else than who proposed it; `own`: to be taken back by who did */
async function holdChange(tx: Transaction, { id, personId }: Deciding, whose: 'others' | 'own') {
  const [change] = await tx.run<LockedChange>(sql.lockChange(id));
  if (change === undefined) throw new ProblemError('not-found', '绩效目标调整');
  if (change.state !== 'open') throw new ProblemError('change-closed');
  const isOwn = change.proposedById === personId;
  if (whose === 'others' && isOwn) throw new ProblemError('own-change', '提出人不得审核本人提出的调整');
  if (whose === 'own' && !isOwn) throw new ProblemError('not-permitted', '只能撤回本人提出的调整');
  const standing = await hold(tx, change.declarationId, 'change', { personId });
  return { change, standing };
}

/**
 * Applies a change exactly as it was proposed.
 * @throws ProblemError not-found, change-closed, own-change, changed-meanwhile when a target is not what it was then
 */
export const approveTargetChange: Action<'target-change.approve', Deciding, Declaration> = async (tx, actor, input) => {
  const { change, standing } = await holdChange(tx, input, 'others');
  const { declarationId: id, changes, reason } = change;
  const now = await readDeclaration(tx, id, input.personId);
  for (const { targetId, before } of changes) {
    const target = now.targets.find((one) => one.id === targetId);
    if (target === undefined || !isSame(bare(termsOf(target)), bare(termsOf({ ...before, id: targetId }))))
      throw new ProblemError('changed-meanwhile', '目标在提出调整之后已有变动');
  }
  const terms = changes.map(({ targetId, after }) => ({ ...after, id: targetId }));
  await tx.run(sql.updateTargets(id, terms));
  await tx.run(sql.decideChange(change.id, { state: 'approved', personId: input.personId, note: null }, input.now));
  await askScore(tx, standing.projectId, standing.year, 'target-change:调整绩效目标');
  const after = await readDeclaration(tx, id, input.personId);
  const told = { before: changes.map((one) => one.before), after: changes.map((one) => one.after), reason };
  return record(tx, { actor, verb: 'target-change.approve', subject: subjectOf(standing), ...told }, after);
};

/** @throws ProblemError not-found, change-closed, own-change */
export const refuseTargetChange: Action<
  'target-change.refuse',
  Deciding & { readonly reason: string },
  Declaration
> = async (tx, actor, input) => {
  const { change, standing } = await holdChange(tx, input, 'others');
  const { personId, reason, now } = input;
  await tx.run(sql.decideChange(change.id, { state: 'refused', personId, note: reason }, now));
  const after = await readDeclaration(tx, change.declarationId, personId);
  return record(tx, { actor, verb: 'target-change.refuse', subject: subjectOf(standing), reason }, after);
};

/** @throws ProblemError not-found, change-closed, not-permitted */
export const withdrawTargetChange: Action<'target-change.withdraw', Deciding, Declaration> = async (
  tx,
  actor,
  input,
) => {
  const { change, standing } = await holdChange(tx, input, 'own');
  const { personId, now } = input;
  await tx.run(sql.decideChange(change.id, { state: 'withdrawn', personId, note: null }, now));
  const after = await readDeclaration(tx, change.declarationId, personId);
  return record(tx, { actor, verb: 'target-change.withdraw', subject: subjectOf(standing) }, after);
};
