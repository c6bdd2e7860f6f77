import { MOST_VIEWS, type ListView, type SavedView, type ViewedList } from '../../../contracts/listViews.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './views.sql.ts';

/** A person's own views of a list, by name. */
export const listViews = (db: Runner, list: ViewedList): Promise<SavedView[]> =>
  db.run<SavedView>(sql.selectViews(list));

/** Keeps a view under its name; the same name again changes it. @throws ProblemError bad-request beyond the most there may be */
export const saveView: Action<
  'list-view.save',
  { readonly personId: number; readonly list: ViewedList; readonly name: string; readonly view: ListView },
  SavedView
> = async (tx, actor, { personId, list, name, view }) => {
  const [saved] = await tx.run<SavedView>(sql.upsertView(personId, list, name.trim(), view));
  if (saved === undefined || (await listViews(tx, list)).length > MOST_VIEWS)
    throw new ProblemError('bad-request', `每个清单至多保存 ${MOST_VIEWS} 个视图`);
  return record(tx, { actor, verb: 'list-view.save', subject: `${list}:${saved.name}`, after: view }, saved);
};

/** @throws ProblemError not-found: not there, or somebody else's */
export const deleteView: Action<'list-view.delete', { readonly id: number }, undefined> = async (tx, actor, { id }) => {
  const [gone] = await tx.run<{ list: ViewedList; name: string }>(sql.deleteView(id));
  if (gone === undefined) throw new ProblemError('not-found', `视图 ${id}`);
  return record(tx, { actor, verb: 'list-view.delete', subject: `${gone.list}:${gone.name}` });
};
