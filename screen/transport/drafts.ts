import { draftsOf } from './forget.ts';
import { viewer } from './session.ts';

/** Drafts of whoever is here, kept in this browser until they are sent: words by a key, pictures by a number. */
const own = (): string => draftsOf(viewer.value?.name ?? '');

export const keepDraft = (key: string, draft: unknown): void =>
  localStorage.setItem(own() + key, JSON.stringify(draft));
export const readDraft = (key: string): string | null => localStorage.getItem(own() + key);
export const dropDraft = (key: string): void => localStorage.removeItem(own() + key);
/** Keys of the kept drafts that begin so. */
export const draftKeys = (beginning: string): string[] =>
  Object.keys(localStorage).flatMap((key) => (key.startsWith(own() + beginning) ? [key.slice(own().length)] : []));

const STORE = 'pictures';
const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(own(), 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { autoIncrement: true });
  const database = await answer(opening);
  try {
    return await answer(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** @returns the number that it is kept by */
export const keepPicture = async (picture: Blob): Promise<number> =>
  Number(await inStore('readwrite', (store) => store.add(picture)));
/** Undefined: it is kept no more. */
export const readPictureKept = (number: number): Promise<Blob | undefined> =>
  inStore('readonly', (store) => store.get(number) as IDBRequest<Blob | undefined>);
export const dropPicture = (number: number): Promise<unknown> => inStore('readwrite', (store) => store.delete(number));
