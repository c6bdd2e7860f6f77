import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { SitePhoto } from '../../contracts/photos.ts';
import { openFileStore } from '../modules/files/fileStore.ts';
import { inspectionsOf, reportsOf, type FieldPhoto, type FieldPlace, type FieldWeek } from './field.rules.ts';
import { fieldSql as sql } from './field.sql.ts';

const MOST_BYTES = 1024 * 1024;

/** Pictures that were drawn for the demo, kept as uploads are; none where nobody drew any. */
async function keepPictures(dataDir: string): Promise<{ hash: string; bytes: number }[]> {
  const folder = join(dataDir, 'site-pictures');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const store = openFileStore(join(dataDir, 'files'));
  const kept = [];
  for (const name of names) {
    const arrived = await store.receive(Readable.from([readFileSync(join(folder, name))]), MOST_BYTES);
    await store.keep(arrived);
    kept.push({ hash: arrived.hash, bytes: arrived.bytes });
  }
  return kept;
}

/** Somebody's picture of a project, before it has a number. */
interface Taken {
  readonly projectId: string;
  readonly login: string | null;
  readonly photo: FieldPhoto;
}
const nameOf = ({ photo }: Taken): string => `现场照片-${photo.picture}-${Math.round(photo.takenAt)}.jpg`;

/** Enters the files of these pictures; what a report or a finding then says of each. */
async function enterPictures(db: pg.PoolClient, dataDir: string, taken: readonly Taken[]) {
  const pictures = await keepPictures(dataDir);
  if (pictures.length === 0) return () => [];
  const rows = taken.map((one) => {
    const picture = pictures[one.photo.picture % pictures.length];
    return {
      projectId: one.projectId,
      name: nameOf(one),
      at: one.photo.takenAt,
      login: one.login,
      ...picture,
    };
  });
  const { rows: entered } = await db.query<{
    id: number;
    projectId: string;
    name: string;
  }>(sql.insertPictures, [JSON.stringify(rows)]);
  const ids = new Map(entered.map(({ id, projectId, name }) => [`${projectId}/${name}`, id]));
  return (of: readonly Taken[]): SitePhoto[] =>
    of.flatMap((one) => {
      const fileId = ids.get(`${one.projectId}/${nameOf(one)}`);
      const { takenAt, lon, lat } = one.photo;
      return fileId === undefined
        ? []
        : [
            {
              fileId,
              takenAt: Math.round(takenAt),
              timeFrom: 'picture',
              lon,
              lat,
              placeFrom: 'picture',
            },
          ];
    });
}

/** What was reported, found and put right in the field; a demo that was seeded before there was any gets it now. */
export async function insertFieldwork(db: pg.PoolClient, dataDir: string, now: number): Promise<void> {
  const { rows: counted } = await db.query<{ count: number }>(sql.countReports);
  if ((counted[0]?.count ?? 0) > 0) return;
  const { rows: places } = await db.query<FieldPlace>(sql.selectPlaces);
  const { rows: weeks } = await db.query<FieldWeek>(sql.selectWeeks, [new Date(now)]);
  const units = new Map(places.map(({ projectId, unit }) => [projectId, unit]));
  const of = (projectId: string, login: string | null, photos: readonly FieldPhoto[]): Taken[] =>
    photos.map((photo) => ({ projectId, login, photo }));
  const reports = reportsOf(places, weeks).map(({ photos, ...report }) => {
    const unit = units.get(report.projectId) ?? null;
    return {
      ...report,
      closesAt: new Date(report.closesAt),
      unit,
      taken: of(report.projectId, unit, photos),
    };
  });
  const inspections = inspectionsOf(places, now).map(({ photos, steps, ...found }) => ({
    ...found,
    taken: of(found.projectId, found.officer, photos),
    steps: steps.map(({ photos: shown, ...step }) => ({
      ...step,
      taken: of(found.projectId, found.unit, shown),
    })),
  }));
  const all = [
    ...reports.flatMap(({ taken }) => taken),
    ...inspections.flatMap(({ taken, steps }) => [...taken, ...steps.flatMap((step) => step.taken)]),
  ];
  const photosOf = await enterPictures(db, dataDir, all);
  const write = (text: string, rows: readonly unknown[]) => db.query(text, [JSON.stringify(rows)]);
  await write(
    sql.insertReports,
    reports.map(({ taken, ...report }) => ({
      ...report,
      photos: photosOf(taken),
    })),
  );
  await write(
    sql.insertInspections,
    inspections.map(({ taken, steps, ...found }) => ({
      ...{ ...found, photos: photosOf(taken) },
      steps: steps.map(({ taken: shown, ...step }) => ({
        ...step,
        photos: photosOf(shown),
      })),
    })),
  );
  await db.query(sql.insertFundsReports, [new Date(now)]);
}
