import type { ShownPhoto, SitePhoto } from '../../../contracts/photos.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { showPhoto, type NamedPlace } from './photos.rules.ts';
import * as sql from './photos.sql.ts';

interface Pictured {
  readonly projectId: string;
  readonly photos: readonly SitePhoto[];
}
type Shown<T> = Omit<T, 'photos'> & { readonly photos: ShownPhoto[] };

/** Pictures of several rows with their names, and how far from a site of their project each was taken. */
export async function showPhotos<T extends Pictured>(db: Runner, rows: readonly T[]): Promise<Shown<T>[]> {
  const fileIds = rows.flatMap(({ photos }) => photos.map(({ fileId }) => fileId));
  if (fileIds.length === 0) return rows.map((row) => ({ ...row, photos: [] }));
  const files = await db.run<{ id: number; name: string }>(sql.selectNames(fileIds));
  const names = new Map(files.map(({ id, name }) => [id, name]));
  const projects = rows.flatMap(({ projectId, photos }) => (photos.length === 0 ? [] : [projectId]));
  const sites = await db.run<NamedPlace & { projectId: string }>(sql.selectSites(projects));
  return rows.map((row) => {
    const own = sites.filter(({ projectId }) => projectId === row.projectId);
    return { ...row, photos: row.photos.map((photo) => showPhoto(photo, names.get(photo.fileId) ?? null, own)) };
  });
}

/** @throws ProblemError not-found when one of them is no picture of the project that the viewer sees */
export async function checkPhotos(db: Runner, projectId: string, photos: readonly SitePhoto[]): Promise<void> {
  const fileIds = [...new Set(photos.map(({ fileId }) => fileId))];
  const [found] = await db.run<{ count: number }>(sql.countPictures(projectId, fileIds));
  if (found?.count !== fileIds.length) throw new ProblemError('not-found', '现场照片');
}
