import type { Instant } from '../../../contracts/glossary.ts';
import type { ProjectLifecycle } from '../../../contracts/lifecycles.ts';
import {
  reviewKindNames,
  reviewKinds,
  reviewOutcomeNames,
  type ProjectReviews,
  type Review,
  type ReviewAnswer,
  type ReviewConclusion,
  type ReviewDraft,
  type ReviewFigures,
  type ReviewKind,
  type ReviewState,
} from '../../../contracts/reviews.ts';
import { record, type Action } from '../../access/audit.ts';
import { lookBy, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { addDocument, listDocuments, moveProject, readLifecycle, type Look } from '../lifecycles/lifecycles.ts';
import { getProject } from '../projects/projects.ts';
import {
  closingOf,
  packageOf,
  placeOf,
  whyNotFile,
  whyNotOutcome,
  whyNotShown,
  type Objection,
} from './reviews.rules.ts';
import * as sql from './reviews.sql.ts';

const demand = (objection: Objection | undefined): void => {
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
};

/** What the system knows of a project now, as a form shows it beside its points. */
async function figuresOf(tx: Transaction, projectId: string, now: Instant): Promise<ReviewFigures> {
  const { earned, budgetFen, paidFen, milestones } = await getProject(tx, now, projectId);
  const [scored] = await tx.run<{ score: string | null }>(sql.selectScore(projectId));
  const done = milestones.filter(({ actualTo }) => actualTo !== null);
  const late = milestones.filter(({ actualTo, plannedTo }) => actualTo === null && plannedTo < now);
  return {
    ...{ at: now, progress: earned.progress, planned: earned.planned, spi: earned.spi, cpi: earned.cpi },
    ...{ budgetFen, paidFen, milestones: milestones.length, milestonesDone: done.length },
    ...{ milestonesLate: late.length, score: scored?.score ?? null },
  };
}

const SELF_EVALUATION: readonly string[] = ['S180', 'F50'];

/** A project's reviews, what may be done about them where it stands, and its clock. @throws ProblemError not-found */
export async function readReviews(tx: Transaction, look: Look): Promise<ProjectReviews> {
  const { projectId, now } = look;
  const { chart, state, steps, amounts } = await readLifecycle(tx, look);
  await lookBy(tx, 'projects.read');
  const rows = await tx.run<Review>(sql.selectReviews(projectId));
  const months = new Map(
    (await tx.run<{ code: string; value: number }>(sql.selectMonths(now))).map(({ code, value }) => [code, value]),
  );
  const isOpen = (kind: ReviewKind, wanted: ReviewState) =>
    rows.some((row) => row.kind === kind && row.state === wanted);
  const here = reviewKinds.flatMap((kind) => {
    const place = placeOf(chart, kind);
    return place === undefined ? [] : [{ kind, place }];
  });
  const clock = {
    regular: months.get('final-account-months') ?? 0,
    extension: months.get('final-account-extension') ?? 0,
  };
  return {
    rows,
    fillable: here.flatMap(({ kind, place }) => (place.fills.includes(state) && !isOpen(kind, 'filed') ? [kind] : [])),
    concludable: here.flatMap(({ kind, place }) => (place.concludes === state && isOpen(kind, 'filed') ? [kind] : [])),
    figures: await figuresOf(tx, projectId, now),
    closing: closingOf(steps, amounts, clock),
    selfEvaluates: SELF_EVALUATION.includes(state),
  };
}

interface OpenReview {
  readonly id: number;
  readonly pass: number;
  readonly state: ReviewState;
  readonly revision: number;
  readonly answers: readonly ReviewAnswer[];
  readonly filledBy: number;
}
export type Filling = Look & { readonly kind: ReviewKind; readonly draft: ReviewDraft; readonly personId: number };

async function keepDraft(tx: Transaction, { projectId, kind, draft, personId, now }: Filling) {
  const [open] = await tx.run<OpenReview>(sql.lockOpen(projectId, kind));
  if (open !== undefined && open.state !== 'draft')
    throw new ProblemError('not-in-this-state', `${reviewKindNames[kind]}已提交，等待结论`);
  if ((open?.revision ?? 0) !== draft.revision)
    throw new ProblemError('changed-meanwhile', `${reviewKindNames[kind]}已有变动`);
  if (open !== undefined) {
    await tx.run(sql.updateReview(open.id, draft, { personId, now }));
    return open;
  }
  const [made] = await tx.run<{ id: number; pass: number }>(
    sql.insertReview(projectId, kind, draft, { personId, now }),
  );
  if (made === undefined) throw new ProblemError('changed-meanwhile', `${reviewKindNames[kind]}已由他人填写`);
  return made;
}

/**
 * Keeps what was filled in; filed, it takes with it the figures and documents as they stand, and is noted as the document
 * that the project's way on asks for.
 * @throws ProblemError not-found, not-in-this-state (not here, or filed already), changed-meanwhile, check-failed (a point
 * left open, not explained, or without the document that shows it)
 */
export const fillReview: Action<'review.fill', Filling, ProjectReviews> = async (tx, actor, input) => {
  const { projectId, kind, draft, now } = input;
  const { chart, state } = await readLifecycle(tx, input);
  await lookBy(tx, 'lifecycle.record');
  const place = placeOf(chart, kind);
  if (place?.fills.includes(state) !== true)
    throw new ProblemError('not-in-this-state', `项目现阶段不办理${reviewKindNames[kind]}`);
  const { id, pass } = await keepDraft(tx, input);
  if (draft.file) {
    demand(whyNotFile(kind, draft.answers, draft.summary));
    const evidence = packageOf(await listDocuments(tx, projectId));
    demand(whyNotShown(kind, draft.answers, evidence));
    const lines = evidence.map(({ kind: of, version, title, number, fileName, fileHash }) => ({
      ...{ kind: of, version, title, number, fileName, fileHash },
    }));
    await tx.run(sql.fileReview(id, await figuresOf(tx, projectId, now), lines, now));
    const title = `${reviewKindNames[kind]}表（第 ${pass} 次）`;
    const document = { kind: place.document, title, number: '', issuedOn: null, fileId: null };
    await addDocument(tx, actor, { projectId, document });
  }
  const after = { kind, pass, filed: draft.file, answers: draft.answers, summary: draft.summary };
  return record(tx, { actor, verb: 'review.fill', subject: projectId, after }, await readReviews(tx, input));
};

export type Concluding = Look & {
  readonly kind: ReviewKind;
  readonly conclusion: ReviewConclusion;
  readonly personId: number;
};

/** Moves the project as the outcome says. False: it is decided by an approval, which is started beside. */
async function follow(
  tx: Transaction,
  actor: Parameters<typeof moveProject>[1],
  input: Concluding,
  lifecycle: ProjectLifecycle,
) {
  const { kind, conclusion } = input;
  const way = placeOf(lifecycle.chart, kind)?.outcomes[conclusion.outcome];
  if (way === undefined) throw new ProblemError('not-in-this-state', reviewKindNames[kind]);
  const reason = `${reviewKindNames[kind]}结论：${reviewOutcomeNames[conclusion.outcome]}`;
  const order = { ...way, revision: conclusion.lifecycleRevision, reason };
  try {
    await moveProject(tx, actor, { ...input, order });
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'approval-needed') return false;
    throw error;
  }
}

/**
 * A second person's conclusion of what was filed; the project moves by it, unless that move is decided by an approval.
 * @throws ProblemError not-found, not-in-this-state, own-change, check-failed (an outcome that does not follow, or what the
 * move lacks), not-permitted, changed-meanwhile
 */
export const concludeReview: Action<'review.conclude', Concluding, ProjectReviews> = async (tx, actor, input) => {
  const { projectId, kind, conclusion, personId, now } = input;
  const lifecycle = await readLifecycle(tx, input);
  await lookBy(tx, 'lifecycle.move');
  const place = placeOf(lifecycle.chart, kind);
  const [open] = await tx.run<OpenReview>(sql.lockOpen(projectId, kind));
  if (place?.concludes !== lifecycle.state || open?.state !== 'filed')
    throw new ProblemError('not-in-this-state', `没有等待结论的${reviewKindNames[kind]}`);
  if (open.filledBy === personId) throw new ProblemError('own-change', '结论须由填报人以外的人作出');
  const { outcome, opinion } = conclusion;
  demand(whyNotOutcome(place, outcome, open.answers));
  await tx.run(sql.concludeReview(open.id, outcome, opinion.trim(), { personId, now }));
  const moved = await follow(tx, actor, input, lifecycle);
  const after = { kind, pass: open.pass, outcome, opinion, moved };
  return record(tx, { actor, verb: 'review.conclude', subject: projectId, after }, await readReviews(tx, input));
};
