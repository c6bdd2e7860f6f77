import { Type, type Static } from 'typebox';
import { MonthText } from './scores.ts';
import { CodeText, InstantMs, nullable, oneOf } from './schema.ts';

/** Tables that come in as workbooks. */
export const importKinds = ['library', 'targets', 'values', 'projects'] as const;
export type ImportKind = (typeof importKinds)[number];
export const importKindNames: Readonly<Record<ImportKind, string>> = {
  library: '指标',
  targets: '绩效目标',
  values: '指标完成值',
  projects: '项目',
};

/** What is wrong with a row, by code; the sentence stands in `importFaultWords`. */
export const importFaultCodes = [
  'column-missing',
  'column-unknown',
  'cell-empty',
  'cell-not-a-number',
  'cell-not-a-month',
  'cell-not-a-date',
  'cell-not-in-list',
  'cell-too-long',
  'cell-not-a-code',
  'row-twice',
  'row-unknown',
  'row-refused',
] as const;
export type ImportFaultCode = (typeof importFaultCodes)[number];

/** A fault with its place: the row as the sheet numbers it (1 is the head), and the column's head. */
export const ImportFault = Type.Object({
  row: Type.Integer(),
  column: nullable(Type.String()),
  code: oneOf(importFaultCodes),
  sentence: Type.String(),
});
export type ImportFault = Static<typeof ImportFault>;

export const importChanges = ['added', 'changed', 'unchanged'] as const;
export type ImportChange = (typeof importChanges)[number];
export const importChangeNames: Readonly<Record<ImportChange, string>> = {
  added: '新增',
  changed: '更新',
  unchanged: '无变化',
};

/** What would come of a file: without any fault it may be applied as a whole, with one nothing of it is. */
export const ImportPlan = Type.Object({
  kind: oneOf(importKinds),
  /** SHA-256 of the file: what was checked is what is applied. */
  hash: Type.String(),
  rows: Type.Array(Type.Object({ row: Type.Integer(), change: oneOf(importChanges), what: Type.String() })),
  faults: Type.Array(ImportFault),
});
export type ImportPlan = Static<typeof ImportPlan>;

export const ImportBatch = Type.Object({
  id: Type.Integer(),
  kind: oneOf(importKinds),
  fileName: Type.String(),
  fileHash: Type.String(),
  rows: Type.Integer(),
  importedBy: Type.String(),
  importedAt: InstantMs,
  undoneAt: nullable(InstantMs),
  undoneBy: nullable(Type.String()),
});
export type ImportBatch = Static<typeof ImportBatch>;

/** What comes with a table's bytes, in the query. Without `apply` it is only checked. */
export const ImportQuery = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 300 }),
  /** Of targets and values. */
  year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
  /** Of a library. */
  template: Type.Optional(CodeText),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  apply: Type.Optional(Type.Boolean()),
});
export type ImportQuery = Static<typeof ImportQuery>;

/** Which tree goes out as a workbook. */
export const LibraryKey = Type.Object({ code: CodeText, version: Type.Integer({ minimum: 1 }) });
/** Which month the targets or values that go out are of. */
export const SheetQuery = Type.Object({ month: MonthText });
