import type { Instant } from '../../../contracts/glossary.ts';
import {
  inspectionVerdicts,
  type InspectionEntry,
  type InspectionPlace,
  type InspectionVerdict,
} from '../../../contracts/inspections.ts';
import type { SitePhoto } from '../../../contracts/photos.ts';
import { areDraftPhotos, type DraftPhoto } from '../field/photos.rules.ts';

/** What an officer is writing at a site. Kept in this browser until it is sent. */
export interface InspectionDraft {
  readonly projectId: string;
  readonly siteCode: string;
  /** When it was begun; null until then. */
  readonly foundAt: Instant | null;
  readonly verdict: InspectionVerdict;
  readonly finding: string;
  readonly deadline: string;
  readonly photos: readonly DraftPhoto[];
}
export const emptyDraft: InspectionDraft = {
  ...{ projectId: '', siteCode: '', foundAt: null, verdict: 'fine', finding: '', deadline: '', photos: [] },
};
export const DRAFT_KEY = 'inspection/new';
export const PLACES_KEY = 'inspection/places';

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
};

/** A kept draft, or null for what is none. */
export function readInspectionDraft(text: string | null): InspectionDraft | null {
  const found = parsed(text) as Partial<Record<keyof InspectionDraft, unknown>> | null;
  const lines = [found?.projectId, found?.siteCode, found?.finding, found?.deadline];
  const isDraft =
    lines.every((line) => typeof line === 'string') &&
    inspectionVerdicts.some((verdict) => verdict === found?.verdict) &&
    (found?.foundAt === null || typeof found?.foundAt === 'number') &&
    areDraftPhotos(found.photos);
  return isDraft ? (found as unknown as InspectionDraft) : null;
}

/** Places as they were when there was a network; none where nothing was kept. */
export function readPlaces(text: string | null): InspectionPlace[] {
  const found = parsed(text);
  const isPlace = (one: Partial<Record<keyof InspectionPlace, unknown>> | null): boolean =>
    typeof one?.projectId === 'string' && typeof one.projectName === 'string' && Array.isArray(one.sites);
  return Array.isArray(found) && found.every(isPlace) ? (found as InspectionPlace[]) : [];
}

/** Whether anything in it is worth keeping. */
export const isBegun = ({ projectId, finding, photos }: InspectionDraft): boolean =>
  projectId !== '' || finding !== '' || photos.length > 0;

/** Whether it can be sent: a place, a picture, and of what is wrong words and a deadline. */
export const isWhole = ({ projectId, verdict, finding, deadline, photos }: InspectionDraft): boolean =>
  projectId !== '' && photos.length > 0 && (verdict === 'fine' || (finding.trim() !== '' && deadline !== ''));

/** What is sent of a draft once its pictures are files of the project. */
export const entryOf = (draft: InspectionDraft, photos: SitePhoto[], now: Instant): InspectionEntry => ({
  projectId: draft.projectId,
  siteCode: draft.siteCode === '' ? null : draft.siteCode,
  foundAt: draft.foundAt ?? now,
  verdict: draft.verdict,
  finding: draft.finding.trim(),
  deadline: draft.verdict === 'fine' ? null : draft.deadline,
  photos,
});
