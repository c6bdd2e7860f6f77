import type { ImportKind } from '../../../contracts/imports.ts';
import type { Statement } from '../../platform/database.ts';

/** A target that a row of a table names, with what its value is measured by and what is known of it in a month. */
export interface NamedTarget {
  readonly projectId: string;
  readonly code: string;
  readonly id: number;
  readonly declarationId: number;
}
/** Targets of a year by project and indicator code, within reach. */
export const selectTargets = (year: number, projectIds: readonly string[]): Statement => ({
  text: `select t.project_id as "projectId", i.code, t.id, t.declaration_id as "declarationId", i.method
  from declarations d
  join targets t on t.declaration_id = d.id
  join indicators i on i.id = t.indicator_id
 where d.year = $1 and d.project_id = any ($2)`,
  values: [year, projectIds],
});

/** Accepted values of targets by month, to be corrected rather than reported again. */
export const selectAccepted = (targetIds: readonly number[]): Statement => ({
  text: `select id, target_id as "targetId", to_char(month, 'YYYY-MM') as month, value::text as value, band,
       points_met as "pointsMet", vetoed
  from indicator_values where target_id = any ($1) and state = 'accepted'`,
  values: [targetIds],
});

export const selectOrganisations = (): Statement => ({ text: `select code, name from organisations where active` });

export const selectStreets = (): Statement => ({ text: `select code, name from streets` });

/** A project that was entered by a table and that nobody has touched since goes again. */
export const forgetProject = (id: string, revision: number): Statement => ({
  text: `select access.forget_project($1, $2) as forgotten`,
  values: [id, revision],
});

export interface NewBatch {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly fileHash: string;
  readonly rows: number;
  readonly undo: unknown;
  readonly personId: number;
}
export const insertBatch = (batch: NewBatch): Statement => ({
  text: `insert into import_batches (kind, file_name, file_hash, rows, undo, imported_by) values ($1, $2, $3, $4, $5, $6)
         returning id`,
  values: [batch.kind, batch.fileName, batch.fileHash, batch.rows, JSON.stringify(batch.undo), batch.personId],
});

const columns = `b.id, b.kind, b.file_name as "fileName", b.file_hash as "fileHash", b.rows, p.name as "importedBy",
  b.imported_at as "importedAt", b.undone_at as "undoneAt", u.name as "undoneBy"`;
export const selectBatches = (kind: ImportKind): Statement => ({
  text: `select ${columns} from import_batches b join people p on p.id = b.imported_by left join people u on u.id = b.undone_by
          where b.kind = $1 order by b.id desc limit 50`,
  values: [kind],
});
export const lockBatch = (id: number): Statement => ({
  text: `select id, kind, undo, undone_at as "undoneAt" from import_batches where id = $1 for update`,
  values: [id],
});
export const markUndone = (id: number, personId: number): Statement => ({
  text: `update import_batches set undone_at = now(), undone_by = $2 where id = $1`,
  values: [id, personId],
});
