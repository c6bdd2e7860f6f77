import { diffState, type Delta, type RoomState, type Snapshot } from '../../contracts/live.ts';
import { parseRoom } from '../../contracts/socket.ts';
import type { Clock } from '../platform/clock.ts';
import type { LiveState } from './liveState.ts';

export interface BroadcasterDeps {
  readonly live: Pick<LiveState, 'compose'>;
  readonly emit: (room: string, delta: Delta) => void;
  readonly framesPerSecond: number;
  readonly clock: Clock;
  /** Names this run of the server: numbers begin again with it. */
  readonly epoch: string;
  /** Called with the age of the oldest packet that a frame carries. */
  readonly onFrame?: (delayMs: number) => void;
}

export interface Broadcaster {
  /** The room's state and number, from which the next delta follows; undefined for a room that does not exist. */
  join(room: string): Snapshot | undefined;
  /** Nobody listens any more: stop computing it. */
  abandon(room: string): void;
  /** Something may have changed. `receivedAt` is when the oldest packet behind it arrived. */
  touch(receivedAt?: number): void;
  close(): void;
}

interface Room {
  number: number;
  state: RoomState;
  lastFrameAt: number;
  timer: NodeJS.Timeout | undefined;
  /** Arrival of the oldest packet that came since the last look; whether it is of this room shows when it is composed. */
  pendingAt: number | undefined;
}

/**
 * The post room. The first change of a quiet room goes out at once; further ones are gathered until the room's next
 * frame is due. A frame carries only what differs from the one before, under the next number. Quiet rooms cost nothing,
 * and rooms without listeners are not computed.
 */
export function createBroadcaster(deps: BroadcasterDeps): Broadcaster {
  const rooms = new Map<string, Room>();
  const frameMs = 1000 / deps.framesPerSecond;

  const composeOf = (name: string): RoomState | undefined => {
    const room = parseRoom(name);
    return room && deps.live.compose(room);
  };

  const send = (name: string, room: Room) => {
    room.timer = undefined;
    const { pendingAt } = room;
    room.pendingAt = undefined;
    const next = composeOf(name);
    if (next === undefined) return;
    const patch = diffState(room.state, next);
    if (patch === undefined) return;
    const at = deps.clock.now();
    room.state = next;
    room.number += 1;
    room.lastFrameAt = performance.now();
    deps.emit(name, { room: name, epoch: deps.epoch, number: room.number, at, patch });
    if (pendingAt !== undefined) deps.onFrame?.(at - pendingAt);
  };

  const schedule = (name: string, room: Room) => {
    if (room.timer !== undefined) return;
    const wait = Math.max(0, room.lastFrameAt + frameMs - performance.now());
    // Even "at once" yields a turn, so that one commit's many facts make one frame.
    room.timer = setTimeout(() => send(name, room), wait);
  };

  return {
    join(name) {
      let room = rooms.get(name);
      if (room === undefined) {
        const state = composeOf(name);
        if (state === undefined) return undefined;
        room = { number: 0, state, lastFrameAt: 0, timer: undefined, pendingAt: undefined };
        rooms.set(name, room);
      }
      return { room: name, epoch: deps.epoch, number: room.number, at: deps.clock.now(), state: room.state };
    },
    abandon(name) {
      clearTimeout(rooms.get(name)?.timer);
      rooms.delete(name);
    },
    touch(receivedAt) {
      rooms.forEach((room, name) => {
        room.pendingAt ??= receivedAt;
        schedule(name, room);
      });
    },
    close() {
      rooms.forEach(({ timer }) => clearTimeout(timer));
      rooms.clear();
    },
  };
}
