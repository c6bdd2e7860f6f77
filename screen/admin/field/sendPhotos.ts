import type { SitePhoto } from '../../../contracts/photos.ts';
import { dropPicture, readPictureKept } from '../../transport/drafts.ts';
import { sendFile } from '../../transport/rest.ts';
import { photoWords as words } from '../../words/photos.ts';
import type { DraftPhoto } from './photos.rules.ts';

/** A draft's picture is not in this browser any more. */
export class PictureLost extends Error {
  override readonly name = 'PictureLost';
  constructor(picture: string) {
    super(`${picture}：${words.lost}`);
  }
}

async function sendPhoto(projectId: string, photo: DraftPhoto): Promise<number> {
  const bytes = photo.kept === null ? undefined : await readPictureKept(photo.kept);
  if (bytes === undefined) throw new PictureLost(photo.name);
  const facts = { name: photo.name, label: 'internal', subjectKind: 'project', subjectCode: projectId } as const;
  const { id } = await sendFile(facts, bytes);
  return id;
}

/**
 * Sends the pictures of a draft that are no files of the project yet. Each is told as soon as it is one, so that what was
 * sent before the network went away is not sent again.
 */
export async function sendPhotos(
  projectId: string,
  photos: readonly DraftPhoto[],
  tell: (photos: readonly DraftPhoto[]) => void,
): Promise<SitePhoto[]> {
  let now = photos;
  for (const [place, photo] of photos.entries()) {
    if (photo.fileId !== null) continue;
    const fileId = await sendPhoto(projectId, photo);
    now = now.map((one, at) => (at === place ? { ...one, fileId } : one));
    tell(now);
  }
  return now.flatMap(({ fileId, takenAt, timeFrom, lon, lat, placeFrom }) =>
    fileId === null ? [] : [{ fileId, takenAt, timeFrom, lon, lat, placeFrom }],
  );
}

/** Frees what the browser kept of them. */
export const dropPhotos = async (photos: readonly DraftPhoto[]): Promise<void> => {
  for (const { kept } of photos) if (kept !== null) await dropPicture(kept);
};
