import type { DeviceCode } from '../../../contracts/glossary.ts';
import type { StoredEvent } from '../../../contracts/history.ts';
import type { Runner } from '../../platform/database.ts';
import type { Frame } from './cameras.rules.ts';
import { selectEvents, selectImageEvent, type EventFilter } from './cameras.sql.ts';

/** Camera events, newest first. */
export const listEvents = async (db: Runner, filter: EventFilter): Promise<{ rows: StoredEvent[] }> => ({
  rows: await db.run<StoredEvent>(selectEvents(filter)),
});

/** Whether a picture may be seen: an event of a device within the viewer's reach carries it. */
export const seesImage = async (db: Runner, hash: string): Promise<boolean> =>
  (await db.run(selectImageEvent(hash))).length > 0;

/** The newest frame of each camera, in memory only: frames are to be seen, not kept. */
export interface FrameShelf {
  put(camera: DeviceCode, frame: Frame): void;
  newest(camera: DeviceCode): Frame | undefined;
  /** Calls `listener` at every new frame of a camera. @returns stops listening */
  watch(camera: DeviceCode, listener: () => void): () => void;
}

export function createFrameShelf(): FrameShelf {
  const frames = new Map<DeviceCode, Frame>();
  const listeners = new Map<DeviceCode, Set<() => void>>();
  return {
    put(camera, frame) {
      frames.set(camera, frame);
      listeners.get(camera)?.forEach((listener) => listener());
    },
    newest: (camera) => frames.get(camera),
    watch(camera, listener) {
      const set = listeners.get(camera) ?? new Set();
      listeners.set(camera, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(camera);
      };
    },
  };
}
