import { Type, type Static } from 'typebox';
import { MOST_PHOTOS, ShownPhoto, SitePhoto } from './photos.ts';
import type { Permission } from './permissions.ts';
import { CodeText, DayText, InstantMs, nullable, oneOf } from './schema.ts';

/** What somebody who went there found. */
export const inspectionVerdicts = ['fine', 'minor', 'serious'] as const;
export type InspectionVerdict = (typeof inspectionVerdicts)[number];
export const inspectionVerdictNames: Readonly<Record<InspectionVerdict, string>> = {
  fine: '正常',
  minor: '一般问题',
  serious: '严重问题',
};

export const inspectionStates = ['fine', 'open', 'rectified', 'closed'] as const;
export type InspectionState = (typeof inspectionStates)[number];
export const inspectionStateNames: Readonly<Record<InspectionState, string>> = {
  fine: '无需整改',
  open: '待整改',
  rectified: '待复核',
  closed: '已销号',
};

export const inspectionActs = ['rectify', 'reject', 'close'] as const;
export type InspectionAct = (typeof inspectionActs)[number];
export const inspectionActNames: Readonly<Record<InspectionAct, string>> = {
  rectify: '报告整改',
  reject: '复核不通过',
  close: '复核销号',
};
/** What leads from one state to the next, and who may: pages draw their buttons from it, and the server holds to it. */
export const inspectionRows: readonly {
  readonly from: InspectionState;
  readonly act: InspectionAct;
  readonly to: InspectionState;
  readonly permission: Permission;
}[] = [
  { from: 'open', act: 'rectify', to: 'rectified', permission: 'inspections.rectify' },
  { from: 'rectified', act: 'reject', to: 'open', permission: 'inspections.fill' },
  { from: 'rectified', act: 'close', to: 'closed', permission: 'inspections.fill' },
];

const Photos = Type.Array(SitePhoto, { maxItems: MOST_PHOTOS });
export const InspectionEntry = Type.Object({
  projectId: CodeText,
  siteCode: nullable(CodeText),
  /** When the officer was there. */
  foundAt: InstantMs,
  verdict: oneOf(inspectionVerdicts),
  finding: Type.String({ maxLength: 1000 }),
  /** Until when it is to be put right; null where there is nothing. */
  deadline: nullable(DayText),
  photos: Photos,
});
export type InspectionEntry = Static<typeof InspectionEntry>;

export const InspectionOrder = Type.Object({
  act: oneOf(inspectionActs),
  words: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
  photos: Photos,
});
export type InspectionOrder = Static<typeof InspectionOrder>;

export const InspectionStep = Type.Object({
  act: oneOf(inspectionActs),
  words: Type.String(),
  photos: Type.Array(ShownPhoto),
  by: nullable(Type.String()),
  at: InstantMs,
});
export type InspectionStep = Static<typeof InspectionStep>;

export const Inspection = Type.Object({
  id: Type.Integer(),
  projectId: CodeText,
  projectName: Type.String(),
  siteCode: nullable(Type.String()),
  siteName: nullable(Type.String()),
  foundAt: InstantMs,
  verdict: oneOf(inspectionVerdicts),
  finding: Type.String(),
  deadline: nullable(DayText),
  photos: Type.Array(ShownPhoto),
  state: oneOf(inspectionStates),
  /** Past its deadline and not closed. */
  isOverdue: Type.Boolean(),
  by: nullable(Type.String()),
  filledAt: InstantMs,
  remindedAt: nullable(InstantMs),
  steps: Type.Array(InspectionStep),
});
export type Inspection = Static<typeof Inspection>;

/** Where somebody may inspect: a project of their reach, with its sites. */
export const InspectionPlace = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  sites: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
});
export type InspectionPlace = Static<typeof InspectionPlace>;
