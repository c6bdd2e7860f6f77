import type { Instant } from '../../../contracts/glossary.ts';
import type {
  Colleague,
  FileChange,
  FileChangeKind,
  MapPoint,
  NewProject,
  PlaceFound,
  ProjectFacts,
  ProjectFile,
  ProjectPerson,
} from '../../../contracts/projectFiles.ts';
import type { ProjectPhase } from '../../../contracts/projects.ts';
import { record, type Action, type Actor } from '../../access/audit.ts';
import { yearOf } from '../../platform/calendar.rules.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { heed, ProblemError } from '../../platform/problems.ts';
import { enrolProject, type DevicesOnline } from '../lifecycles/lifecycles.ts';
import { asksReason, changedOf, whyNotChange, whyNotFacts, whyNotPeople, type HeldFile } from './projectFiles.rules.ts';
import * as sql from './projectFiles.sql.ts';

/** Which street holds a point, as the map draws them; null outside of all. */
export type StreetAt = (point: MapPoint) => Promise<string | null>;

type FileRow = Omit<ProjectFacts, 'point' | 'partnerCodes'> &
  Pick<ProjectFile, 'partners' | 'departmentName' | 'unitName' | 'streetName' | 'communityName' | 'isClosed'> & {
    readonly id: string;
    readonly lon: number | null;
    readonly lat: number | null;
    readonly phase: ProjectPhase;
    readonly revision: number;
  };

/** What is entered of a project, with its people. @throws ProblemError not-found */
export async function readFile(tx: Runner, projectId: string): Promise<ProjectFile> {
  const [row] = await tx.run<FileRow>(sql.selectFile(projectId));
  if (row === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  const people = await tx.run<ProjectPerson>(sql.selectPeople(projectId));
  const { name, category, sector, rollout, departmentCode, unitCode, lon, lat, streetCode, communityCode } = row;
  const point = lon === null || lat === null ? null : { lon, lat };
  const facts: ProjectFacts = {
    ...{
      name,
      category,
      sector,
      rollout,
      departmentCode,
      partnerCodes: row.partners.map(({ code }) => code),
      unitCode,
    },
    ...{ point, streetCode, communityCode, budgetFen: row.budgetFen, startsOn: row.startsOn, endsOn: row.endsOn },
    label: row.label,
  };
  return {
    ...{ id: row.id, facts, departmentName: row.departmentName, partners: row.partners, unitName: row.unitName },
    ...{ streetName: row.streetName, communityName: row.communityName, people, revision: row.revision },
    ...{ asksReason: asksReason(row.phase), isClosed: row.isClosed },
  };
}

/** Holds a project's file for a change. @throws ProblemError not-found, not-in-this-state, changed-meanwhile, check-failed */
export async function holdFile(tx: Transaction, projectId: string, change: FileChange, isFirst = false): Promise<void> {
  const [file] = await tx.run<HeldFile>(sql.lockFile(projectId));
  if (file === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  heed(whyNotChange(file, change, isFirst));
}

export interface NotedChange {
  readonly kind: FileChangeKind;
  readonly actor: Actor;
  readonly now: Instant;
  readonly reason?: string | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
}
/** Writes a change into the project's own story, and raises the file's revision. */
export async function noteChange(tx: Transaction, projectId: string, change: NotedChange): Promise<void> {
  const { kind, actor, now, reason, before, after } = change;
  await tx.run(sql.raiseRevision(projectId));
  const row = { kind, by: actor.name, at: now, reason: reason ?? null, before: before ?? null, after: after ?? null };
  await tx.run(sql.insertChange(projectId, row));
}

interface References {
  readonly department: boolean;
  readonly partners: boolean;
  readonly unit: boolean;
  readonly street: boolean;
  readonly community: boolean;
}
/** The street of the facts, everything that they point at being there and within reach. */
async function placeOf(tx: Transaction, facts: ProjectFacts, streetAt: StreetAt): Promise<string | null> {
  const streetCode = facts.point === null ? facts.streetCode : await streetAt(facts.point);
  if (facts.point !== null && streetCode === null)
    throw new ProblemError('check-failed', '所选位置不在本区任何街道范围内');
  const [there] = await tx.run<References>(sql.selectReferences(facts, streetCode));
  if (there?.department !== true) throw new ProblemError('not-found', `牵头部门 ${facts.departmentCode}`);
  if (!there.partners) throw new ProblemError('not-found', '协办部门');
  if (!there.unit) throw new ProblemError('not-found', `项目单位 ${facts.unitCode ?? ''}`);
  if (!there.street) throw new ProblemError('not-found', `街道 ${streetCode ?? ''}`);
  if (!there.community) throw new ProblemError('check-failed', '社区不属于该街道');
  const [reach] = await tx.run<{ may: boolean }>(sql.selectMayPlace(facts.departmentCode, facts.unitCode));
  if (reach?.may !== true) throw new ProblemError('not-permitted', '只能登记本部门、本单位的项目');
  return streetCode;
}

async function writePartners(tx: Transaction, projectId: string, codes: readonly string[]): Promise<void> {
  await tx.run(sql.deletePartners(projectId));
  await tx.run(sql.insertPartners(projectId, codes));
}

export interface Creation {
  readonly project: NewProject;
  readonly streetAt: StreetAt;
  readonly devicesOnline: DevicesOnline;
  readonly now: Instant;
}
/**
 * A project, at the first state of its chart.
 * @throws ProblemError not-found, check-failed, not-permitted (whose it would be is out of reach), already-exists
 */
export const createProject: Action<'project.create', Creation, ProjectFile> = async (tx, actor, input) => {
  const { now, devicesOnline } = input;
  const { code, chart, ...facts } = input.project;
  heed(whyNotFacts(facts, '0'));
  const streetCode = await placeOf(tx, facts, input.streetAt);
  const [next] = code === null ? await tx.run<{ code: string }>(sql.selectNextCode(yearOf(now))) : [{ code }];
  const id = next?.code ?? '';
  if ((await tx.run(sql.insertProject(id, facts, streetCode))).length === 0)
    throw new ProblemError('already-exists', `项目 ${id}`);
  await writePartners(tx, id, facts.partnerCodes);
  const made = await readFile(tx, id);
  await noteChange(tx, id, { kind: 'create', actor, now, after: made.facts });
  const after = await readFile(tx, id);
  // The last thing: reading where a project stands looks by other permissions.
  await enrolProject(tx, actor, { projectId: id, chart, now, devicesOnline });
  return record(tx, { actor, verb: 'project.create', subject: id, after: { ...made.facts, chart } }, after);
};

/** Whether facts say of a project what is known of it already. */
export const isKnown = (before: ProjectFacts, facts: ProjectFacts): boolean => changedOf(before, facts) === undefined;

export interface FactsEdit {
  readonly projectId: string;
  readonly change: FileChange;
  readonly facts: ProjectFacts;
  readonly streetAt: StreetAt;
  readonly now: Instant;
}
/**
 * @throws ProblemError not-found, not-in-this-state, changed-meanwhile, check-failed (a reason that is missing, facts that
 * do not hold, nothing changed), not-permitted (whose it would be is out of reach)
 */
export const editProject: Action<'project.edit', FactsEdit, ProjectFile> = async (tx, actor, input) => {
  const { projectId, change, facts, now } = input;
  await holdFile(tx, projectId, change);
  const [lines] = await tx.run<{ fen: string }>(sql.selectLinesFen(projectId));
  heed(whyNotFacts(facts, lines?.fen ?? '0'));
  const { facts: before } = await readFile(tx, projectId);
  if (before.label !== facts.label) throw new ProblemError('check-failed', '密级须由有权标注者另行标注');
  const streetCode = await placeOf(tx, facts, input.streetAt);
  await tx.run(sql.updateProject(projectId, facts, streetCode));
  await writePartners(tx, projectId, facts.partnerCodes);
  const { facts: after } = await readFile(tx, projectId);
  const changed = changedOf(before, after);
  if (changed === undefined) throw new ProblemError('check-failed', '没有改动');
  const { reason } = change;
  await noteChange(tx, projectId, { kind: 'facts', actor, now, reason, ...changed });
  const entry = { actor, verb: 'project.edit' as const, subject: projectId, ...changed };
  return record(tx, { ...entry, ...(reason !== undefined && { reason }) }, await readFile(tx, projectId));
};

export interface PeopleChange {
  readonly projectId: string;
  readonly change: FileChange;
  readonly people: readonly ProjectPerson[];
  readonly now: Instant;
}
/** @throws ProblemError as `editProject`, and not-found for an account that is in none of the project's organisations */
export const editPeople: Action<'project.people', PeopleChange, ProjectFile> = async (tx, actor, input) => {
  const { projectId, change, people, now } = input;
  const before = await tx.run<ProjectPerson>(sql.selectPeople(projectId));
  await holdFile(tx, projectId, change, before.length === 0);
  heed(whyNotPeople(people));
  const known = new Set([
    ...before.map(({ personId }) => personId),
    ...(await listColleagues(tx, projectId)).map(({ personId }) => personId),
  ]);
  const stranger = people.find(({ personId }) => personId !== null && !known.has(personId));
  if (stranger !== undefined) throw new ProblemError('not-found', `人员 ${stranger.name}`);
  await tx.run(sql.deletePeople(projectId));
  await tx.run(sql.insertPeople(projectId, people));
  const after = await tx.run<ProjectPerson>(sql.selectPeople(projectId));
  const { reason } = change;
  await noteChange(tx, projectId, { kind: 'people', actor, now, reason, before, after });
  const entry = { actor, verb: 'project.people' as const, subject: projectId, before, after };
  return record(tx, { ...entry, ...(reason !== undefined && { reason }) }, await readFile(tx, projectId));
};

/** Who has a post in one of a project's organisations. */
export const listColleagues = (tx: Runner, projectId: string): Promise<Colleague[]> =>
  tx.run<Colleague>(sql.selectColleagues(projectId));

/** The street of a point, with its communities. */
export async function findPlace(tx: Runner, streetAt: StreetAt, point: MapPoint): Promise<PlaceFound> {
  const streetCode = await streetAt(point);
  const [street] =
    streetCode === null
      ? []
      : await tx.run<{ name: string; communities: PlaceFound['communities'] }>(sql.selectStreet(streetCode));
  if (streetCode === null || street === undefined) return { streetCode: null, streetName: null, communities: [] };
  return { streetCode, streetName: street.name, communities: street.communities };
}
