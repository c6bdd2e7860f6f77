import { labelPermissions, labelNames, type Label } from '../../../contracts/labels.ts';
import { isPicture, type FileSubjectKind, type KeptFile } from '../../../contracts/files.ts';
import { record, type Action } from '../../access/audit.ts';
import { lookBy, type Database, type Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { FileStore } from './fileStore.ts';
import * as sql from './files.sql.ts';

/** Files of a project, site or street, newest first, as far as the viewer sees it. */
export const listFiles = (db: Runner, kind: FileSubjectKind, code: string): Promise<KeptFile[]> =>
  db.run<KeptFile>(sql.selectFiles(kind, code));

/** @throws ProblemError not-found when the viewer does not see such a subject: before a single byte is taken */
export async function findSubject(db: Runner, kind: FileSubjectKind, code: string): Promise<void> {
  if ((await db.run(sql.selectSubject(kind, code))).length === 0) throw new ProblemError('not-found', `${code}`);
}

const subjectOf = (file: KeptFile): string => `${file.subjectKind}:${file.subjectCode}/${file.id}`;
const factsOf = ({ name, mime, bytes, hash, label }: KeptFile) => ({ name, mime, bytes, hash, label });

/** Enters a file whose bytes are kept. Sent again because no answer came, it is the same file, not one more. */
export const enterFile: Action<'file.upload', sql.NewFile, KeptFile> = async (tx, actor, input) => {
  const [same] = await tx.run<KeptFile>(sql.selectSame(input));
  const [file] = same === undefined ? await tx.run<KeptFile>(sql.insertFile(input)) : [same];
  if (file === undefined) throw new Error('no file came back');
  return record(tx, { actor, verb: 'file.upload', subject: subjectOf(file), after: factsOf(file) }, file);
};

/** Whether the viewer may take what carries this label out: asked of the database, so that reach counts too. */
async function mayTakeOut(tx: Runner, id: number, label: Label): Promise<boolean> {
  const wanted = labelPermissions[label];
  if (wanted === null) return true;
  await lookBy(tx, wanted);
  return (await tx.run(sql.selectFile(id))).length > 0;
}

/** @throws ProblemError not-found, or label-not-permitted */
async function findFree(tx: Runner, id: number): Promise<KeptFile> {
  const [file] = await tx.run<KeptFile>(sql.selectFile(id));
  if (file === undefined) throw new ProblemError('not-found', '附件');
  if (!(await mayTakeOut(tx, id, file.label)))
    throw new ProblemError('label-not-permitted', `密级为${labelNames[file.label]}`);
  return file;
}

/** A file to be handed out, once that is recorded. @throws ProblemError not-found, or label-not-permitted */
export const takeOutFile: Action<'file.download', number, KeptFile> = async (tx, actor, id) => {
  const file = await findFree(tx, id);
  const { name, hash, label } = file;
  return record(tx, { actor, verb: 'file.download', subject: subjectOf(file), after: { name, hash, label } }, file);
};

/** A picture to be looked at on a page, once that is recorded. @throws ProblemError not-found, or label-not-permitted */
export const lookAtPicture: Action<'file.view', number, KeptFile> = async (tx, actor, id) => {
  const file = await findFree(tx, id);
  if (!isPicture(file.mime)) throw new ProblemError('not-found', '图片');
  const { name, hash, label } = file;
  return record(tx, { actor, verb: 'file.view', subject: subjectOf(file), after: { name, hash, label } }, file);
};

/** @throws ProblemError not-found, or label-not-permitted where one may not take out what bears the label it has */
export const relabelFile: Action<'file.relabel', { readonly id: number; readonly label: Label }, KeptFile> = async (
  tx,
  actor,
  { id, label },
) => {
  const [before] = await tx.run<KeptFile>(sql.lockFile(id));
  if (before === undefined) throw new ProblemError('not-found', '附件');
  if (!(await mayTakeOut(tx, id, before.label)))
    throw new ProblemError('label-not-permitted', `密级为${labelNames[before.label]}`);
  await lookBy(tx, 'labels.manage');
  const [after] = await tx.run<KeptFile>(sql.relabelFile(id, label));
  if (after === undefined) throw new ProblemError('not-found', '附件');
  const change = { before: { label: before.label }, after: { label } };
  return record(tx, { actor, verb: 'file.relabel', subject: subjectOf(after), ...change }, after);
};

/** Whether the viewer may take it away: their own upload, or within reach of who manages files. */
async function mayRemove(tx: Runner, file: KeptFile): Promise<boolean> {
  if (file.isOwn) return true;
  await lookBy(tx, 'files.manage');
  return (await tx.run(sql.selectFile(file.id))).length > 0;
}

/**
 * Takes a file out of sight; its bytes go when nobody else has them. What something reported or noted stands on stays.
 * @throws ProblemError not-found, in-use, or not-permitted for what another uploaded
 */
export const removeFile: Action<'file.remove', number, undefined> = async (tx, actor, id) => {
  const [file] = await tx.run<KeptFile>(sql.lockFile(id));
  if (file === undefined) throw new ProblemError('not-found', '附件');
  const [used] = await tx.run<{ use: string }>(sql.selectUse(id));
  if (used !== undefined) throw new ProblemError('in-use', `附件是${used.use}`);
  if (!(await mayRemove(tx, file))) throw new ProblemError('not-permitted', '只能删除本人上传的附件');
  await tx.run(sql.removeFile(id));
  return record(tx, { actor, verb: 'file.remove', subject: subjectOf(file), before: factsOf(file) });
};

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** Removes the bytes of removed files, and of uploads that nobody finished within a day. */
export async function sweepFiles(db: Database, store: FileStore, now: number): Promise<void> {
  await store.forgetArrived(now - DAY_MS);
  for (const { hash } of await db.run<{ hash: string }>(sql.selectUnused())) await store.remove(hash, now - HOUR_MS);
}
