import type { Instant } from '../../../contracts/glossary.ts';
import type { ProjectDetail } from '../../../contracts/projects.ts';
import type { SitePhoto } from '../../../contracts/photos.ts';
import type { DueReport, ReportEntry } from '../../../contracts/reports.ts';
import { DAY_MS } from '../../format/time.ts';
import { areDraftPhotos, type DraftPhoto } from '../field/photos.rules.ts';

/** What is being written of one week. Kept on this machine until it is sent. */
export interface ReportDraft {
  readonly progress: string;
  readonly done: string;
  readonly problems: string;
  readonly next: string;
  readonly reason: string;
  readonly photos: readonly DraftPhoto[];
}
export const emptyDraft: ReportDraft = { progress: '', done: '', problems: '', next: '', reason: '', photos: [] };

/** What a draft is kept by: of one project and week. */
export const draftKey = (projectId: string, closesAt: number): string => `report/${projectId}/${closesAt}`;

/** A kept draft, or null for what is none: written by another version, or damaged. */
export function readDraft(text: string | null): ReportDraft | null {
  if (text === null) return null;
  try {
    const found = JSON.parse(text) as Partial<Record<keyof ReportDraft, unknown>>;
    const lines = [found.progress, found.done, found.problems, found.next, found.reason];
    return lines.every((line) => typeof line === 'string') && areDraftPhotos(found.photos)
      ? (found as unknown as ReportDraft)
      : null;
  } catch {
    return null;
  }
}

const PERCENT = /^(100(\.0{1,3})?|[0-9]{1,2}(\.[0-9]{1,3})?)$/;
export const isPercent = (text: string): boolean => PERCENT.test(text.trim());

/** What is sent of a draft once its pictures are files of the project. */
export const entryOf = (draft: ReportDraft, closesAt: number, photos: SitePhoto[]): ReportEntry => ({
  closesAt,
  progress: draft.progress.trim(),
  ...{ done: draft.done.trim(), problems: draft.problems.trim(), next: draft.next.trim(), reason: draft.reason.trim() },
  photos,
});

/** What a report can be written of: the weeks offered, the first of them chosen, and what is known of progress. */
export type Reportable = Pick<DueReport, 'projectId' | 'projectName' | 'weeks' | 'progress' | 'planned'>;
const OFFERED = 6;
const EARLY_MS = 3 * DAY_MS;
const percentOf = (share: number | null | undefined): string | null =>
  share === null || share === undefined ? null : String(Math.round(share * 100_000) / 1000);

/** The newest weeks of a project that may be reported or corrected now, those without progress first; null: none. */
export function reportableOf(project: Pick<ProjectDetail, 'id' | 'name' | 'weeks'>, now: Instant): Reportable | null {
  const open = project.weeks.filter(({ closesAt }) => closesAt <= now + EARLY_MS).slice(-OFFERED);
  if (open.length === 0) return null;
  const [missing, known] = [open.filter(({ progress }) => progress === null), open.filter((w) => w.progress !== null)];
  return {
    projectId: project.id,
    projectName: project.name,
    weeks: [...missing, ...known.reverse()].map(({ closesAt }) => closesAt),
    progress: percentOf(project.weeks.findLast(({ progress }) => progress !== null)?.progress),
    planned: percentOf(project.weeks.findLast(({ closesAt }) => closesAt <= now)?.planned),
  };
}
