import type { RoomState } from '../../contracts/live.ts';
import { shellVersion } from '../transport/shell.ts';

/** The last state of a room that a wall has seen, and when that was the server's. */
export interface Kept {
  readonly room: string;
  readonly state: RoomState;
  readonly at: number;
  /** The screen that wrote it: another version may know other fields. */
  readonly version: string | null;
}

const DATABASE = 'wall';
const STORE = 'rooms';

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'room' });
  const database = await answer(opening);
  try {
    return await answer(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

export const keepState = (room: string, state: RoomState, at: number): Promise<unknown> =>
  inStore('readwrite', (store) => store.put({ room, state, at, version: shellVersion() } satisfies Kept));

/** Null where nothing is kept, or nothing that this version understands. */
export async function readKept(room: string): Promise<Kept | null> {
  const kept = (await inStore('readonly', (store) => store.get(room))) as Kept | undefined;
  return kept?.version === shellVersion() ? kept : null;
}

/** A screen whose session has ended shows nothing any more, a kept state neither. */
export const forgetKept = (): Promise<unknown> => inStore('readwrite', (store) => store.clear());
