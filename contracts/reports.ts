import { Type, type Static } from 'typebox';
import { MOST_PHOTOS, ShownPhoto, SitePhoto } from './photos.ts';
import { CodeText, InstantMs, nullable, oneOf } from './schema.ts';

/** 周报: submitted, then accepted or returned by a second person. A later report of the week replaces an accepted one. */
export const reportStates = ['submitted', 'accepted', 'returned', 'replaced'] as const;
export type ReportState = (typeof reportStates)[number];
export const reportStateNames: Readonly<Record<ReportState, string>> = {
  submitted: '待审核',
  accepted: '已采用',
  returned: '已退回',
  replaced: '已更正',
};

/** Percent of the whole, at most three places: `62.5`. Exact on its way into the database. */
export const PercentText = Type.String({ pattern: '^(100(\\.0{1,3})?|[0-9]{1,2}(\\.[0-9]{1,3})?)$' });

const Lines = Type.String({ maxLength: 1000 });
/** What a project unit reports of a week. */
export const ReportEntry = Type.Object({
  /** The Monday 00:00 Asia/Shanghai that closes the week. */
  closesAt: InstantMs,
  /** 形象进度, cumulative. */
  progress: PercentText,
  done: Lines,
  problems: Lines,
  next: Lines,
  /** Why progress falls, or why an accepted report is corrected. */
  reason: Lines,
  photos: Type.Array(SitePhoto, { maxItems: MOST_PHOTOS }),
});
export type ReportEntry = Static<typeof ReportEntry>;

export const WeeklyReport = Type.Intersect([
  ReportEntry,
  Type.Object({
    id: Type.Integer(),
    projectId: CodeText,
    projectName: Type.String(),
    photos: Type.Array(ShownPhoto),
    state: oneOf(reportStates),
    /** Planned progress of the week, percent. */
    planned: Type.String(),
    /** Progress accepted for the newest week before; null without any. */
    before: nullable(Type.String()),
    filledBy: nullable(Type.String()),
    filledAt: InstantMs,
    /** The viewer filled it in, and so does not review it. */
    isOwn: Type.Boolean(),
    reviewedBy: nullable(Type.String()),
    reviewedAt: nullable(InstantMs),
    reviewNote: nullable(Type.String()),
  }),
]);
export type WeeklyReport = Static<typeof WeeklyReport>;

/** A project under way with what it has not reported (催报). */
export const DueReport = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  departmentName: Type.String(),
  /** Closed weeks without an accepted report since the newest accepted one, oldest first. */
  weeks: Type.Array(InstantMs),
  /** Of these, weeks whose report waits for its review. */
  waiting: Type.Integer(),
  /** Newest accepted progress, percent; null without any. */
  progress: nullable(Type.String()),
  /** Planned by the newest closed week, percent. */
  planned: nullable(Type.String()),
  remindedAt: nullable(InstantMs),
  remindedBy: nullable(Type.String()),
});
export type DueReport = Static<typeof DueReport>;
