import { applyPatch, type Delta, type RoomState, type Snapshot } from '../../contracts/live.ts';

/**
 * A room as one client follows it. The state shown is always one the server had: deltas are laid on only in order and in
 * one epoch; whatever else arrives is dropped (a repeat) or answered by asking for a snapshot (a gap, a new server).
 */
export interface Cursor {
  readonly epoch: string | null;
  readonly number: number;
  readonly state: RoomState | null;
  /** A join is under way; deltas overtaking its answer wait in `early`. */
  readonly isAwaiting: boolean;
  readonly early: readonly Delta[];
}
export interface Step {
  readonly cursor: Cursor;
  readonly mustRejoin: boolean;
}

/** More deltas than this while one join is under way mean that the answer is lost: the join's time limit rejoins. */
const EARLY_LIMIT = 500;

export const unjoined: Cursor = { epoch: null, number: 0, state: null, isAwaiting: false, early: [] };

/** The state stays on the screen while a newer one is asked for. */
export const awaitSnapshot = (cursor: Cursor): Cursor => ({ ...cursor, isAwaiting: true, early: [] });

export function takeSnapshot(cursor: Cursor, snapshot: Snapshot): Step {
  const { epoch, number, state } = snapshot;
  let step: Step = { cursor: { epoch, number, state, isAwaiting: false, early: [] }, mustRejoin: false };
  const waiting = [...cursor.early].sort((a, b) => a.number - b.number);
  for (const delta of waiting) {
    step = takeDelta(step.cursor, delta);
    if (step.mustRejoin) return step;
  }
  return step;
}

export function takeDelta(cursor: Cursor, delta: Delta): Step {
  if (cursor.isAwaiting) {
    const early = cursor.early.length < EARLY_LIMIT ? [...cursor.early, delta] : cursor.early;
    return { cursor: { ...cursor, early }, mustRejoin: false };
  }
  if (cursor.state === null || delta.epoch !== cursor.epoch || delta.number > cursor.number + 1)
    return { cursor, mustRejoin: true };
  if (delta.number <= cursor.number) return { cursor, mustRejoin: false };
  const state = applyPatch<RoomState>(cursor.state, delta.patch);
  return { cursor: { ...cursor, number: delta.number, state }, mustRejoin: false };
}
