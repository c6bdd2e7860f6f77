import type {
  Declaration,
  DeclarationFacts,
  DeclarationFault,
  FactsChange,
  TargetChangeState,
  TargetTerms,
  TermsChange,
} from '../../../contracts/targets.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { askScore } from '../scores/scores.ts';
import { checkDeclaration, faultWords } from './targets.rules.ts';
import { factsOf, hold, readDeclaration, subjectOf, termsOf, type Look } from './targets.ts';
import * as sql from './targets.sql.ts';

export interface NewChange extends Look {
  readonly id: number;
  readonly reason: string;
  readonly changes: readonly { readonly targetId: number; readonly after: TargetTerms }[];
  readonly facts?: DeclarationFacts | undefined;
}

const bare = ({ id: _, ...terms }: sql.NamedTerms): TargetTerms => terms;
const isSame = <T extends object>(a: T, b: T) => JSON.stringify(a) === JSON.stringify(b);

/** What is to change of a declaration's terms, each with what it is now. @throws ProblemError not-found */
function termsChanges(declaration: Declaration, wished: NewChange['changes']): TermsChange[] {
  const changes = wished.map(({ targetId, after }): TermsChange => {
    const target = declaration.targets.find(({ id }) => id === targetId);
    if (target === undefined) throw new ProblemError('not-found', '申报中的指标');
    return { targetId, before: bare(termsOf(target)), after: bare(termsOf({ ...after, id: targetId })) };
  });
  return changes.filter(({ before, after }) => !isSame(before, after));
}
function factsChange(declaration: Declaration, wished: DeclarationFacts | undefined): FactsChange | null {
  if (wished === undefined) return null;
  const change = { before: factsOf(declaration), after: factsOf(wished) };
  return isSame(change.before, change.after) ? null : change;
}

/**
 * Everything that is to change of a declaration. It must hold as before: what the change would break is told; what a
 * later rule finds in a declaration that was approved long ago does not keep it from changing.
 * @throws ProblemError not-found, check-failed
 */
function proposedOf(declaration: Declaration, wished: Pick<NewChange, 'changes' | 'facts'>): sql.ProposedChange {
  const changes = termsChanges(declaration, wished.changes);
  const facts = factsChange(declaration, wished.facts);
  if (changes.length === 0 && facts === null) throw new ProblemError('check-failed', '没有任何改动');
  const targets = declaration.targets.map((target) => {
    const change = changes.find(({ targetId }) => targetId === target.id);
    return { ...target, ...change?.after, first: target.path[0] ?? target.name };
  });
  const isOld = (one: DeclarationFault) => declaration.faults.some((fault) => isSame(fault, one));
  const fault = checkDeclaration(facts?.after ?? declaration, targets).find((one) => !isOld(one));
  if (fault === undefined) return { changes, facts };
  const name = targets.find(({ id }) => id === fault.targetId)?.name ?? '';
  throw new ProblemError('check-failed', faultWords(fault, name));
}

/** @throws ProblemError not-found, not-in-this-state, check-failed (nothing changes, or the whole would not hold) */
export const proposeTargetChange: Action<'target-change.propose', NewChange, Declaration> = async (
  tx,
  actor,
  input,
) => {
  const { id, reason, personId } = input;
  const standing = await hold(tx, id, 'change', { personId });
  const proposed = proposedOf(await readDeclaration(tx, id, personId), input);
  const [made] = await tx.run(sql.insertChange(id, standing.projectId, { ...proposed, reason, personId }));
  if (made === undefined) throw new ProblemError('not-in-this-state', '已有一项调整在审核中');
  const after = await readDeclaration(tx, id, personId);
  const entry = {
    actor,
    verb: 'target-change.propose' as const,
    subject: subjectOf(standing),
    after: proposed,
    reason,
  };
  return record(tx, entry, after);
};

interface LockedChange {
  readonly id: number;
  readonly declarationId: number;
  readonly state: TargetChangeState;
  readonly changes: readonly TermsChange[];
  readonly facts: FactsChange | null;
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
 * @throws ProblemError not-found, change-closed, own-change, changed-meanwhile when a part is not what it was then
 */
export const approveTargetChange: Action<'target-change.approve', Deciding, Declaration> = async (tx, actor, input) => {
  const { change, standing } = await holdChange(tx, input, 'others');
  const { declarationId: id, changes, facts, reason } = change;
  const now = await readDeclaration(tx, id, input.personId);
  for (const { targetId, before } of changes) {
    const target = now.targets.find((one) => one.id === targetId);
    if (target === undefined || !isSame(bare(termsOf(target)), bare(termsOf({ ...before, id: targetId }))))
      throw new ProblemError('changed-meanwhile', '目标在提出调整之后已有变动');
  }
  if (facts !== null && !isSame(factsOf(now), factsOf(facts.before)))
    throw new ProblemError('changed-meanwhile', '总体目标或年度资金在提出调整之后已有变动');
  const terms = changes.map(({ targetId, after }) => ({ ...after, id: targetId }));
  await tx.run(sql.updateTargets(id, terms));
  if (facts !== null) await tx.run(sql.updateFacts(id, facts.after));
  await tx.run(sql.decideChange(change.id, { state: 'approved', personId: input.personId, note: null }, input.now));
  await askScore(tx, standing.projectId, standing.year, 'target-change:调整绩效目标');
  const after = await readDeclaration(tx, id, input.personId);
  const told = (side: 'before' | 'after') => ({ terms: changes.map((one) => one[side]), facts: facts?.[side] ?? null });
  const entry = { actor, verb: 'target-change.approve' as const, subject: subjectOf(standing), reason };
  return record(tx, { ...entry, before: told('before'), after: told('after') }, after);
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
