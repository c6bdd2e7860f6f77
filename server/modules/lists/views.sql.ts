import type { ListView, ViewedList } from '../../../contracts/listViews.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `id, name, view, saved_at as "savedAt"`;

/** Row security leaves the viewer's own. */
export const selectViews = (list: ViewedList): Statement => ({
  text: `select ${columns} from list_views where list = $1 order by name`,
  values: [list],
});

/** The same name again is the same view, changed. */
export const upsertView = (personId: number, list: ViewedList, name: string, view: ListView): Statement => ({
  text: `insert into list_views (person_id, list, name, view) values ($1, $2, $3, $4)
         on conflict (person_id, list, name) do update set view = excluded.view, saved_at = now() returning ${columns}`,
  values: [personId, list, name, JSON.stringify(view)],
});

export const deleteView = (id: number): Statement => ({
  text: `delete from list_views where id = $1 returning list, name`,
  values: [id],
});
