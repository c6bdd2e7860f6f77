import type { ThresholdName } from '../../../contracts/thresholds.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `code, value::text as value, label, source, effective_from as "effectiveFrom",
  effective_to as "effectiveTo", reason, noted_by as "notedBy", noted_at as "notedAt"`;
/** Every value that was ever laid down of these, the newest of each first. */
export const selectThresholds = (codes: readonly ThresholdName[]): Statement => ({
  text: `select ${columns} from thresholds where code = any ($1) order by code, effective_from desc`,
  values: [codes],
});
/** The values in force and to come, held: two changes at once follow one another. */
export const lockThresholds = (codes: readonly ThresholdName[], now: number): Statement => ({
  text: `select ${columns} from thresholds where code = any ($1) and (effective_to is null or effective_to > $2)
          order by code, effective_from desc for update`,
  values: [codes, new Date(now)],
});

/** The value that holds at an instant ends with it, or goes on until then. */
export const endThreshold = (code: ThresholdName, from: number, until: number | null): Statement => ({
  text: `update thresholds set effective_to = $3 where code = $1 and effective_from = $2`,
  values: [code, new Date(from), until === null ? null : new Date(until)],
});

export interface NewRow {
  readonly code: ThresholdName;
  readonly value: string;
  readonly label: string;
  readonly source: string;
  readonly from: number;
  readonly reason: string;
  readonly by: string;
  readonly now: number;
}
export const insertThreshold = (row: NewRow): Statement => ({
  text: `insert into thresholds (code, value, label, source, effective_from, reason, noted_by, noted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  values: [row.code, row.value, row.label, row.source, new Date(row.from), row.reason, row.by, new Date(row.now)],
});
export const deleteThreshold = (code: ThresholdName, from: number): Statement => ({
  text: `delete from thresholds where code = $1 and effective_from = $2 returning code`,
  values: [code, new Date(from)],
});
