import { createHash } from 'node:crypto';
import { formNames, type FormKind } from '../../../contracts/forms.ts';
import type { Instant, ProjectId } from '../../../contracts/glossary.ts';
import { labelNames, labelPermissions } from '../../../contracts/labels.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { lookBy, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { writeWorkbook } from '../../platform/sheets.ts';
import type { FormHead, FormRow } from './form.rules.ts';
import { selectFormHead, selectFormRows } from './forms.sql.ts';
import { layOut } from './layouts.rules.ts';

export interface FormWish {
  readonly kind: FormKind;
  readonly projectId: ProjectId;
  readonly year: number;
  /** The last month that the table speaks of, `2026-11`; the current one, or the year's last. */
  readonly month?: string | undefined;
  readonly now: Instant;
}
export interface WrittenForm {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The current month, or the last one of a year that is over. @throws ProblemError bad-request for another year's month */
function monthOf({ year, month, now }: FormWish): string {
  const current = dayOf(now).slice(0, 7);
  const chosen = month ?? (current.startsWith(`${year}-`) ? current : `${year}-12`);
  if (!chosen.startsWith(`${year}-`)) throw new ProblemError('bad-request', '月份不在所选年度内');
  return chosen;
}

/** What bears a label leaves the system by the permission for that label, as far as that permission itself reaches. */
async function mayLeave(tx: Transaction, head: FormHead, year: number, month: string): Promise<void> {
  const wanted = labelPermissions[head.label];
  if (wanted === null) return;
  await lookBy(tx, wanted);
  if ((await tx.run(selectFormHead(head.id, year, month))).length === 0)
    throw new ProblemError('label-not-permitted', `密级为${labelNames[head.label]}`);
}

/**
 * An official table as a workbook, recorded with the hash of the very bytes.
 * @throws ProblemError not-found (no such project, or no declaration of the year), label-not-permitted
 */
export const exportForm: Action<'form.export', FormWish, WrittenForm> = async (tx, actor, wish) => {
  const { kind, projectId, year, now } = wish;
  const month = monthOf(wish);
  const [head] = await tx.run<FormHead>(selectFormHead(projectId, year, month));
  if (head === undefined) throw new ProblemError('not-found', `项目 ${projectId} 的 ${year} 年度绩效目标`);
  const rows = await tx.run<FormRow>(selectFormRows(head.declarationId, month));
  await mayLeave(tx, head, year, month);
  const bytes = await writeWorkbook([layOut(kind, { head, rows, month, now })]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = `${formNames[kind]}-${head.name}-${kind === 'declaration' ? year : month}.xlsx`;
  const after = { kind, year, month, sha256 };
  return record(tx, { actor, verb: 'form.export', subject: projectId, after }, { name, bytes });
};
