import type {
  Binding,
  Indicator,
  NewTemplate,
  Template,
  TemplateRecord,
  TemplateVersion,
  Tree,
  TreeEdit,
  TreeView,
  VersionSettings,
} from '../../../contracts/indicators.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { record, type Action, type Actor } from '../../access/audit.ts';
import { yearOf } from '../../platform/calendar.rules.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { editsBetween } from './compare.rules.ts';
import { applyEdits } from './edits.rules.ts';
import { viewOf } from './tree.rules.ts';
import { readTree, rewriteTree, writeTree } from './trees.ts';
import { faultText, whyNotStep, type StandingVersion, type Step } from './versions.rules.ts';
import * as sql from './indicators.sql.ts';

/** A version by its template and number, and when it is asked for. */
export interface VersionKey {
  readonly code: string;
  readonly version: number;
  readonly now: Instant;
}
const subjectOf = ({ code, version }: Omit<VersionKey, 'now'>): string => `${code} v${version}`;

/** Versions are the work of people: a system's key changes none. @throws ProblemError not-permitted */
function personOf({ kind, id }: Actor): number {
  if (kind !== 'person' || id === null) throw new ProblemError('not-permitted', '模板由人员编制');
  return id;
}

export const listTemplates = (db: Runner, now: Instant): Promise<Template[]> =>
  db.run<Template>(sql.selectTemplates(yearOf(now)));
export const listVersions = (db: Runner, code: string): Promise<TemplateVersion[]> =>
  db.run<TemplateVersion>(sql.selectVersions(code));
export const listBindings = (db: Runner, code: string, now: Instant): Promise<Binding[]> =>
  db.run<Binding>(sql.selectBindings(code, yearOf(now)));

/** What was done about a template, the newest first. */
export async function listRecords(db: Runner, code: string): Promise<TemplateRecord[]> {
  const rows = await db.run<{
    readonly at: Instant;
    readonly who: string;
    readonly verb: string;
    readonly subject: string;
    readonly after: { readonly edits?: TemplateRecord['edits'] } | null;
  }>(sql.selectRecords(code));
  return rows.map(({ at, who, verb, subject, after }) => {
    const version = / v(\d+)$/.exec(subject)?.[1];
    return { at, who, verb, version: version === undefined ? null : Number(version), edits: after?.edits ?? [] };
  });
}

/** @throws ProblemError not-found */
export async function viewVersion(db: Runner, { code, version, now }: VersionKey): Promise<TreeView> {
  const [template] = await db.run<Template>(sql.selectTemplate(yearOf(now), code));
  const [found] = await db.run<TemplateVersion>(sql.selectVersion(code, version));
  if (template === undefined || found === undefined)
    throw new ProblemError('not-found', `模板 ${code} 第 ${version} 版`);
  return { template, version: found, ...viewOf(await readTree(db, code, version)) };
}

/** Its row, held, when this step may be taken with it. @throws ProblemError not-found, and by whyNotStep */
async function take(
  tx: Transaction,
  actor: Actor,
  step: Step,
  { code, version, revision }: { code: string; version: number; revision?: number | undefined },
): Promise<number> {
  const personId = personOf(actor);
  const [found] = await tx.run<StandingVersion>(sql.lockVersion(code, version));
  if (found === undefined) throw new ProblemError('not-found', `模板 ${code} 第 ${version} 版`);
  const objection = whyNotStep(found, step, { personId, revision });
  if (objection) throw new ProblemError(objection.code, objection.detail);
  return personId;
}

/** A template's row, held. @throws ProblemError not-found */
async function takeTemplate(tx: Transaction, code: string): Promise<{ readonly tree: Tree; readonly name: string }> {
  const [found] = await tx.run<{ tree: Tree; name: string }>(sql.lockTemplate(code));
  if (found === undefined) throw new ProblemError('not-found', `模板 ${code}`);
  return found;
}

interface Source extends VersionSettings {
  readonly version: number;
  readonly rows: readonly Indicator[];
}
/** The newest published version of a template. @throws ProblemError not-found */
async function newestPublished(tx: Transaction, code: string): Promise<Source> {
  const found = (await listVersions(tx, code)).find(({ state }) => state === 'published');
  if (found === undefined) throw new ProblemError('not-found', `模板 ${code} 没有已发布版本`);
  return { ...found, rows: await readTree(tx, code, found.version) };
}

async function startDraft(
  tx: Transaction,
  code: string,
  from: Source,
  draft: Omit<sql.NewVersion, keyof VersionSettings> & { readonly note: string },
): Promise<number> {
  const settings = { missingPolicy: from.missingPolicy, overRatio: from.overRatio };
  const [made] = await tx.run<{ version: number }>(sql.insertVersion(code, { ...settings, ...draft }));
  if (made === undefined) throw new Error('no version came back');
  await writeTree(tx, code, made.version, from.rows);
  return made.version;
}

/** Makes a custom template of a published one: its first version is a draft. @throws ProblemError not-found, already-exists */
export const createTemplate: Action<'template.create', NewTemplate & { readonly now: Instant }, TreeView> = async (
  tx,
  actor,
  { now, ...wanted },
) => {
  const personId = personOf(actor);
  const { tree, name } = await takeTemplate(tx, wanted.copiedFrom);
  const from = await newestPublished(tx, wanted.copiedFrom);
  if ((await tx.run(sql.insertTemplate(wanted, tree))).length === 0)
    throw new ProblemError('already-exists', `模板 ${wanted.code}`);
  const note = `复制自${name} V${from.version}`;
  const version = await startDraft(tx, wanted.code, from, { note, basedOn: null, personId, now });
  const key = { code: wanted.code, version, now };
  const after = { ...wanted, version: from.version };
  return record(tx, { actor, verb: 'template.create', subject: subjectOf(key), after }, await viewVersion(tx, key));
};

/** Begins the next version with what is published. @throws ProblemError not-found, not-in-this-state when one is open */
export const draftVersion: Action<
  'template.draft',
  { readonly code: string; readonly now: Instant },
  TreeView
> = async (tx, actor, { code, now }) => {
  const personId = personOf(actor);
  await takeTemplate(tx, code);
  const open = (await listVersions(tx, code)).find(({ state }) => state === 'draft' || state === 'submitted');
  if (open) throw new ProblemError('not-in-this-state', `第 ${open.version} 版尚未发布`);
  const from = await newestPublished(tx, code);
  const version = await startDraft(tx, code, from, { note: '', basedOn: from.version, personId, now });
  const key = { code, version, now };
  const after = { basedOn: from.version };
  return record(tx, { actor, verb: 'template.draft', subject: subjectOf(key), after }, await viewVersion(tx, key));
};

type Revised = VersionKey & { readonly revision: number };

/** Changes a draft's tree by a list of edits. @throws ProblemError by whyNotStep and applyEdits */
export const editTree: Action<'template.edit', Revised & { readonly edits: readonly TreeEdit[] }, TreeView> = async (
  tx,
  actor,
  { edits, ...key },
) => {
  await take(tx, actor, 'edit', key);
  const before = await readTree(tx, key.code, key.version);
  const after = applyEdits(before, edits);
  if ('detail' in after) throw new ProblemError(after.code, after.detail);
  const changes = await rewriteTree(tx, key.code, key.version, { before, after });
  await tx.run(sql.countRevision(key.code, key.version));
  const told = { revision: key.revision + 1, edits: editsBetween(before, changes) };
  const view = await viewVersion(tx, key);
  return record(tx, { actor, verb: 'template.edit', subject: subjectOf(key), after: told }, view);
};

/** Changes what a draft says beside its tree. */
export const editVersion: Action<'template.edit', Revised & { readonly settings: VersionSettings }, TreeView> = async (
  tx,
  actor,
  { settings, ...key },
) => {
  await take(tx, actor, 'edit', key);
  const { version } = await viewVersion(tx, key);
  const { missingPolicy, overRatio, note } = version;
  await tx.run(sql.updateSettings(key.code, key.version, settings));
  const change = { before: { missingPolicy, overRatio, note }, after: settings };
  const view = await viewVersion(tx, key);
  return record(tx, { actor, verb: 'template.edit', subject: subjectOf(key), ...change }, view);
};

/** Puts a draft before a reviewer when its check finds nothing. @throws ProblemError check-failed with every fault */
export const submitVersion: Action<'template.submit', Revised, TreeView> = async (tx, actor, key) => {
  const personId = await take(tx, actor, 'submit', key);
  const { faults, indicators } = await viewVersion(tx, key);
  if (faults.length > 0)
    throw new ProblemError('check-failed', faults.map((fault) => faultText(fault, indicators)).join('；'));
  await tx.run(sql.markSubmitted(key.code, key.version, personId, key.now));
  const after = { revision: key.revision };
  return record(tx, { actor, verb: 'template.submit', subject: subjectOf(key), after }, await viewVersion(tx, key));
};

/** Sends a version back to its drafter. */
export const returnVersion: Action<'template.return', VersionKey & { readonly reason: string }, undefined> = async (
  tx,
  actor,
  { reason, ...key },
) => {
  const personId = await take(tx, actor, 'return', key);
  const review = { state: 'draft', personId, now: key.now, note: reason } as const;
  await tx.run(sql.markReviewed(key.code, key.version, review));
  return record(tx, { actor, verb: 'template.return', subject: subjectOf(key), reason });
};

/** A second person publishes: from now on nothing about it changes. */
export const publishVersion: Action<'template.publish', Revised & { readonly note: string | null }, undefined> = async (
  tx,
  actor,
  { note, ...key },
) => {
  const personId = await take(tx, actor, 'publish', key);
  await tx.run(sql.markReviewed(key.code, key.version, { state: 'published', personId, now: key.now, note }));
  const after = { revision: key.revision, note };
  return record(tx, { actor, verb: 'template.publish', subject: subjectOf(key), after });
};

/** Takes a version out of use: new declarations do not take it, those that have it keep it. */
export const withdrawVersion: Action<'template.withdraw', VersionKey & { readonly reason: string }, undefined> = async (
  tx,
  actor,
  { reason, ...key },
) => {
  await take(tx, actor, 'withdraw', key);
  await tx.run(sql.markWithdrawn(key.code, key.version));
  return record(tx, { actor, verb: 'template.withdraw', subject: subjectOf(key), reason });
};
