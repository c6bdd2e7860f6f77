import type { Instant } from '../../../contracts/glossary.ts';
import type {
  Inspection,
  InspectionEntry,
  InspectionOrder,
  InspectionPlace,
  InspectionState,
  InspectionStep,
} from '../../../contracts/inspections.ts';
import type { Permission } from '../../../contracts/permissions.ts';
import type { SitePhoto } from '../../../contracts/photos.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { checkPhotos, showPhotos } from '../photos/photos.ts';
import { sendReminder } from '../reminders/reminders.ts';
import { firstState, follow, isOverdue, whyNotInspection } from './inspections.rules.ts';
import * as sql from './inspections.sql.ts';

/** Who acts, and when. */
export interface Look {
  readonly personId: number;
  readonly now: Instant;
}
/** An inspection as it is after a change, and whose screens are to be told. */
export interface Changed {
  readonly inspection: Inspection;
  readonly personIds: readonly number[];
}

type Row = Omit<Inspection, 'photos' | 'steps' | 'isOverdue'> & {
  readonly photos: SitePhoto[];
  readonly total?: number;
};
type StepRow = Omit<InspectionStep, 'photos'> & { readonly inspectionId: number; readonly photos: SitePhoto[] };

/** Rows with their pictures, their steps, and whether they are overdue. */
async function dress(db: Runner, rows: readonly Row[], now: Instant): Promise<Inspection[]> {
  const found = await db.run<StepRow>(sql.selectSteps(rows.map(({ id }) => id)));
  const projects = new Map(rows.map(({ id, projectId }) => [id, projectId]));
  const steps = await showPhotos(
    db,
    found.map((step) => ({ ...step, projectId: projects.get(step.inspectionId) ?? '' })),
  );
  const shown = await showPhotos(db, rows);
  return shown.map((row) => ({
    ...row,
    isOverdue: isOverdue(row.state, row.deadline, now),
    steps: steps.filter(({ inspectionId }) => inspectionId === row.id),
  }));
}

export async function listInspections(
  db: Runner,
  ask: sql.InspectionsAsk,
  now: Instant,
): Promise<{ rows: Inspection[]; total: number }> {
  const rows = await db.run<Row>(sql.selectInspections(ask));
  return { rows: await dress(db, rows, now), total: rows[0]?.total ?? 0 };
}

/** Where the viewer may inspect. */
export const listPlaces = (db: Runner): Promise<InspectionPlace[]> => db.run<InspectionPlace>(sql.selectPlaces());

async function readInspection(tx: Runner, id: number, now: Instant): Promise<Inspection> {
  const [inspection] = await dress(tx, await tx.run<Row>(sql.selectInspection(id)), now);
  if (inspection === undefined) throw new ProblemError('not-found', '现场核查');
  return inspection;
}

export type NewInspection = Look & { readonly entry: InspectionEntry };
/**
 * What was found; of what is wrong the unit is told by name.
 * @throws ProblemError not-found (the place, or a picture of it), check-failed
 */
export const fileInspection: Action<'inspection.file', NewInspection, Changed> = async (tx, actor, input) => {
  const { entry, personId, now } = input;
  const objection = whyNotInspection(entry, now);
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
  const { projectId, siteCode, verdict, deadline } = entry;
  if ((await tx.run(sql.selectPlace(projectId, siteCode))).length === 0)
    throw new ProblemError('not-found', siteCode ?? `项目 ${projectId}`);
  await checkPhotos(tx, projectId, entry.photos);
  const [made] = await tx.run<{ id: number }>(sql.insertInspection(entry, firstState(entry), { personId, now }));
  if (made === undefined) throw new Error('no inspection came back');
  const personIds =
    verdict === 'fine'
      ? []
      : await tell(tx, 'inspection-found', { projectId, finding: entry.finding, deadline }, actor.name, now);
  const inspection = await readInspection(tx, made.id, now);
  const after = { id: made.id, siteCode, verdict, deadline, photos: entry.photos.map(({ fileId }) => fileId) };
  return record(tx, { actor, verb: 'inspection.file', subject: projectId, after }, { inspection, personIds });
};

interface Found {
  readonly projectId: string;
  readonly finding: string;
  readonly deadline: string | null;
}
const tell = (
  tx: Transaction,
  kind: 'inspection-found' | 'inspection-due',
  { projectId, finding, deadline }: Found,
  by: string,
  now: Instant,
): Promise<number[]> => {
  const facts = { found: finding.trim(), ...(deadline !== null && { until: deadline }) };
  return sendReminder(tx, { projectId, permission: 'inspections.rectify', kind, facts, by, now });
};

type Locked = Found & {
  readonly id: number;
  readonly state: InspectionState;
  readonly remindedAt: Instant | null;
  readonly rectifiedById: number | null;
};
async function hold(tx: Transaction, id: number): Promise<Locked> {
  const [found] = await tx.run<Locked>(sql.lockInspection(id));
  if (found === undefined) throw new ProblemError('not-found', '现场核查');
  return found;
}

export type NextStep = Look & { readonly id: number; readonly order: InspectionOrder };
async function takeStep(tx: Transaction, input: NextStep, permission: Permission) {
  const { id, order, personId, now } = input;
  const before = await hold(tx, id);
  const outcome = follow(before, order.act, { permission, personId });
  if ('objection' in outcome) throw new ProblemError(outcome.objection.code, outcome.objection.detail);
  await checkPhotos(tx, before.projectId, order.photos);
  await tx.run(sql.insertStep(id, { ...order, personId, now }));
  await tx.run(sql.setState(id, outcome.to));
  const change = { before: { id, state: before.state }, after: { id, state: outcome.to, act: order.act } };
  return { before, change, reason: order.words.trim() };
}

/** @throws ProblemError not-found, not-in-this-state */
export const rectifyInspection: Action<'inspection.rectify', NextStep, Changed> = async (tx, actor, input) => {
  const { before, change, reason } = await takeStep(tx, input, 'inspections.rectify');
  const entry = { actor, verb: 'inspection.rectify' as const, subject: before.projectId, ...change, reason };
  const inspection = await readInspection(tx, input.id, input.now);
  return record(tx, entry, { inspection, personIds: [] });
};

/** What was put right is seen to by somebody else: closed, or given back. @throws ProblemError not-found, not-in-this-state, own-change */
export const checkInspection: Action<'inspection.check', NextStep, Changed> = async (tx, actor, input) => {
  const { before, change, reason } = await takeStep(tx, input, 'inspections.fill');
  const isBack = input.order.act === 'reject';
  const personIds = isBack ? await tell(tx, 'inspection-due', before, actor.name, input.now) : [];
  const entry = { actor, verb: 'inspection.check' as const, subject: before.projectId, ...change, reason };
  const inspection = await readInspection(tx, input.id, input.now);
  return record(tx, entry, { inspection, personIds });
};

const DAY_MS = 86_400_000;
/** Reminds of what is still to be put right, once a day. @throws ProblemError not-found, not-in-this-state, already-exists */
export const remindInspection: Action<'inspection.remind', Look & { readonly id: number }, readonly number[]> = async (
  tx,
  actor,
  { id, now },
) => {
  const found = await hold(tx, id);
  if (found.state !== 'open') throw new ProblemError('not-in-this-state', '该核查没有待整改的问题');
  if (found.remindedAt !== null && found.remindedAt > now - DAY_MS)
    throw new ProblemError('already-exists', '一天内已催办');
  await tx.run(sql.setReminded(id, now));
  const personIds = await tell(tx, 'inspection-due', found, actor.name, now);
  const after = { id, people: personIds.length };
  return record(tx, { actor, verb: 'inspection.remind', subject: found.projectId, after }, personIds);
};
