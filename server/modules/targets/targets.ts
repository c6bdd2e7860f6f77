import type { Instant } from '../../../contracts/glossary.ts';
import type {
  Declaration,
  DeclarationEdit,
  DeclarationFacts,
  DeclarationRow,
  Responsible,
  Target,
  TargetChange,
  TemplateProposal,
} from '../../../contracts/targets.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { askScore } from '../scores/scores.ts';
import {
  checkDeclaration,
  faultWords,
  whyNotStep,
  type DeclarationStep,
  type StandingDeclaration,
} from './targets.rules.ts';
import * as sql from './targets.sql.ts';

/** Who acts, and when. */
export interface Look {
  readonly personId: number;
  readonly now: Instant;
}
type ById = Look & { readonly id: number };

export interface LockedDeclaration extends StandingDeclaration {
  readonly id: number;
  readonly projectId: string;
  readonly year: number;
}

export async function listDeclarations(
  db: Runner,
  ask: sql.DeclarationsAsk,
): Promise<{ rows: DeclarationRow[]; total: number }> {
  const rows = await db.run<DeclarationRow & { total: number }>(sql.selectDeclarations(ask));
  return { rows, total: rows[0]?.total ?? 0 };
}

/** @throws ProblemError not-found */
export async function proposeTemplates(db: Runner, projectId: string): Promise<TemplateProposal[]> {
  if ((await db.run(sql.selectProject(projectId))).length === 0)
    throw new ProblemError('not-found', `项目 ${projectId}`);
  return db.run<TemplateProposal>(sql.selectProposals(projectId));
}

/** Who may be named responsible. @throws ProblemError not-found */
export async function listResponsible(db: Runner, id: number): Promise<Responsible> {
  const organisations = await db.run<Responsible['organisations'][number]>(sql.selectOrganisations(id));
  if (organisations.length === 0) throw new ProblemError('not-found', '绩效目标申报');
  return { organisations, people: await db.run<Responsible['people'][number]>(sql.selectPeople(id)) };
}

type DeclarationHead = Omit<Declaration, 'targets' | 'faults' | 'changes'>;
/** @throws ProblemError not-found */
export async function readDeclaration(db: Runner, id: number, personId: number | null): Promise<Declaration> {
  const [head] = await db.run<DeclarationHead>(sql.selectDeclaration(id, personId));
  if (head === undefined) throw new ProblemError('not-found', '绩效目标申报');
  const targets = await db.run<Target>(sql.selectTargets(id));
  const faults = checkDeclaration(head, targets.map(checked));
  const changes = await db.run<TargetChange>(sql.selectChanges(id, personId));
  return { ...head, targets, faults, changes };
}
const checked = (target: Target) => ({ ...target, first: target.path[0] ?? target.name });

/** @throws ProblemError not-found, or why the step may not be taken */
export async function hold(
  tx: Transaction,
  id: number,
  step: DeclarationStep,
  by: { readonly personId: number; readonly revision?: number },
): Promise<LockedDeclaration> {
  const [standing] = await tx.run<LockedDeclaration>(sql.lockDeclaration(id));
  if (standing === undefined) throw new ProblemError('not-found', '绩效目标申报');
  const objection = whyNotStep(standing, step, by);
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
  return standing;
}
export const subjectOf = ({ projectId, year }: { readonly projectId: string; readonly year: number }): string =>
  `${projectId}@${year}`;

export interface NewDeclaration extends Look {
  readonly projectId: string;
  readonly year: number;
  readonly templateCode?: string | undefined;
}
/**
 * A declaration out of a template: the one named, or the likeliest for the project's category.
 * @throws ProblemError not-found, already-exists, not-in-this-state (the year is closed or locked)
 */
export const createDeclaration: Action<'declaration.create', NewDeclaration, Declaration> = async (
  tx,
  actor,
  input,
) => {
  const { projectId, year, templateCode, personId } = input;
  const [cycle] = await tx.run<{ lockedAt: Instant | null }>(sql.lockCycleRow(year));
  if (cycle === undefined) throw new ProblemError('not-in-this-state', `${year} 年度评价尚未开启`);
  if (cycle.lockedAt !== null) throw new ProblemError('not-in-this-state', `${year} 年度评价已锁定`);
  const proposals = await proposeTemplates(tx, projectId);
  const taken = proposals.find((one) => templateCode === undefined || one.templateCode === templateCode);
  if (taken === undefined) throw new ProblemError('not-found', '适用且已发布的指标模板');
  const { version } = taken;
  const [made] = await tx.run<{ id: number }>(sql.insertDeclaration(projectId, year, taken.templateCode, version));
  if (made === undefined) throw new ProblemError('already-exists', `${year} 年度已有申报`);
  await tx.run(sql.insertTargets(made.id));
  const declaration = await readDeclaration(tx, made.id, personId);
  const after = { template: taken.templateCode, version, targets: declaration.targets.length };
  return record(tx, { actor, verb: 'declaration.create', subject: subjectOf(input), after }, declaration);
};

export const factsOf = (one: DeclarationFacts): DeclarationFacts => ({
  ...{ attribute: one.attribute, wholeGoal: one.wholeGoal, annualGoal: one.annualGoal, initialFen: one.initialFen },
  ...{ fiscalFen: one.fiscalFen, carriedFen: one.carriedFen, otherFen: one.otherFen },
});
export const termsOf = (target: sql.NamedTerms | Target): sql.NamedTerms => ({
  ...{ id: target.id, weight: target.weight, target: target.target, targetText: target.targetText },
  ...{ orgCode: target.orgCode, personId: target.personId, monthly: target.monthly, note: target.note },
});

/** What a declaration says, as the log keeps it. */
const told = (one: Declaration) => ({ ...factsOf(one), targets: one.targets.map(termsOf) });

/** @throws ProblemError not-found, not-in-this-state, changed-meanwhile */
export const editDeclaration: Action<
  'declaration.edit',
  ById & { readonly edit: DeclarationEdit },
  Declaration
> = async (tx, actor, { id, personId, edit }) => {
  const standing = await hold(tx, id, 'edit', { personId, revision: edit.revision });
  const before = await readDeclaration(tx, id, personId);
  await tx.run(sql.updateFacts(id, factsOf(edit)));
  const written = await tx.run(sql.updateTargets(id, edit.targets.map(termsOf)));
  if (written.length < edit.targets.length) throw new ProblemError('not-found', '申报中的指标');
  const after = await readDeclaration(tx, id, personId);
  const change = { before: told(before), after: told(after) };
  return record(tx, { actor, verb: 'declaration.edit', subject: subjectOf(standing), ...change }, after);
};

/**
 * A draft goes, with all that was written into it kept in the log; the project may then be declared anew, out of another
 * template too. @throws ProblemError not-found, not-in-this-state, changed-meanwhile
 */
export const deleteDeclaration: Action<'declaration.delete', ById & { readonly revision: number }, undefined> = async (
  tx,
  actor,
  { id, personId, revision },
) => {
  const standing = await hold(tx, id, 'delete', { personId, revision });
  const whole = await readDeclaration(tx, id, personId);
  if ((await tx.run(sql.deleteDraft(id))).length === 0) throw new ProblemError('not-in-this-state', '只能删除草稿');
  const { templateCode: template, version, returnNote } = whole;
  const before = { template, version, returnNote, ...told(whole) };
  return record(tx, { actor, verb: 'declaration.delete', subject: subjectOf(standing), before });
};

/** @throws ProblemError not-found, not-in-this-state, check-failed with its first faults */
export const submitDeclaration: Action<'declaration.submit', ById, Declaration> = async (
  tx,
  actor,
  { id, personId, now },
) => {
  const standing = await hold(tx, id, 'submit', { personId });
  const { faults, targets } = await readDeclaration(tx, id, personId);
  if (faults.length > 0) {
    const nameOf = (targetId: number | null) => targets.find((target) => target.id === targetId)?.name ?? '';
    const told = faults.slice(0, 5).map((one) => faultWords(one, nameOf(one.targetId)));
    throw new ProblemError('check-failed', told.join(';'));
  }
  await tx.run(sql.markSubmitted(id, personId, now));
  const after = await readDeclaration(tx, id, personId);
  return record(tx, { actor, verb: 'declaration.submit', subject: subjectOf(standing) }, after);
};

/** @throws ProblemError not-found, not-in-this-state, own-change */
export const returnDeclaration: Action<'declaration.return', ById & { readonly reason: string }, Declaration> = async (
  tx,
  actor,
  { id, personId, reason },
) => {
  const standing = await hold(tx, id, 'return', { personId });
  await tx.run(sql.markReturned(id, personId, reason));
  const after = await readDeclaration(tx, id, personId);
  return record(tx, { actor, verb: 'declaration.return', subject: subjectOf(standing), reason }, after);
};

/** From here on the project is scored. @throws ProblemError not-found, not-in-this-state, own-change */
export const approveDeclaration: Action<'declaration.approve', ById, Declaration> = async (
  tx,
  actor,
  { id, personId, now },
) => {
  const standing = await hold(tx, id, 'approve', { personId });
  await tx.run(sql.markApproved(id, personId, now));
  await askScore(tx, standing.projectId, standing.year, 'declaration:批准绩效目标');
  const after = await readDeclaration(tx, id, personId);
  return record(tx, { actor, verb: 'declaration.approve', subject: subjectOf(standing) }, after);
};
