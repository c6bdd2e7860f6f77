import { io, type Socket } from 'socket.io-client';
import type { RoomState } from '../../contracts/live.ts';
import type { PersonalTopic } from '../../contracts/reminders.ts';
import type { ClientToServer, ServerToClient, SocketProblem } from '../../contracts/socket.ts';
import { awaitSnapshot, takeDelta, takeSnapshot, unjoined, type Cursor, type Step } from './sequence.rules.ts';
import { attachWallLine } from './wallLine.ts';

export interface LiveHandlers {
  state: (room: string, state: RoomState, at: number) => void;
  /** A room's snapshot was taken anew after a gap or an outage: what happened in between was not seen live. */
  rejoined: (room: string) => void;
  problem: (room: string, problem: SocketProblem) => void;
  left: (room: string) => void;
  /** The viewer may no longer see a room: nothing of it is to stay on the screen. */
  revoked: (room: string, problem: SocketProblem) => void;
  /** Something of the viewer's own is another now. */
  personal: (topic: PersonalTopic) => void;
  link: (isUp: boolean) => void;
  /** The server will not have this session. */
  refused: () => void;
}
interface Followed {
  cursor: Cursor;
  retry?: ReturnType<typeof setTimeout>;
}
export interface LiveSocket {
  /** Follows a room until the returned function is called. The store sees to it that each is followed once. */
  follow: (room: string) => () => void;
  close: () => void;
}

/** An outage must be over on the screen within 5 s of the link's return, so the longest pause is 2 s. */
const reconnection = { reconnectionDelay: 500, reconnectionDelayMax: 2000, randomizationFactor: 0.2, timeout: 4000 };
const JOIN_TIMEOUT_MS = 4000;
/** After the server itself hung up there is no automatic retry; this is ours. */
const REFUSED_PAUSE_MS = 2000;

/** What may not be seen now may be lent or granted within the hour; everything else mends itself sooner. */
const NOT_PERMITTED_PAUSE_MS = 30_000;
const pauseAfter = ({ code }: SocketProblem): number =>
  code === 'not-permitted' ? NOT_PERMITTED_PAUSE_MS : REFUSED_PAUSE_MS;

export function openLiveSocket(handlers: LiveHandlers): LiveSocket {
  const socket: Socket<ServerToClient, ClientToServer> = io({ transports: ['websocket'], ...reconnection });
  attachWallLine(socket);
  const followed = new Map<string, Followed>();
  let retry: ReturnType<typeof setTimeout> | undefined;

  const step = (room: string, next: Step, at: number): void => {
    const entry = followed.get(room);
    if (!entry) return;
    const before = entry.cursor.state;
    entry.cursor = next.cursor;
    if (next.cursor.state !== null && next.cursor.state !== before) handlers.state(room, next.cursor.state, at);
    if (next.mustRejoin) join(room);
  };

  const join = (room: string): void => {
    const entry = followed.get(room);
    if (!entry || !socket.connected) return;
    clearTimeout(entry.retry);
    const isAgain = entry.cursor.state !== null;
    entry.cursor = awaitSnapshot(entry.cursor);
    socket.timeout(JOIN_TIMEOUT_MS).emit('join', room, (late, answer) => {
      const held = followed.get(room);
      if (!held?.cursor.isAwaiting) return;
      if (late as Error | null) return join(room);
      if ('problem' in answer) {
        handlers.problem(room, answer.problem);
        held.retry = setTimeout(() => join(room), pauseAfter(answer.problem));
        return;
      }
      if (isAgain) handlers.rejoined(room);
      step(room, takeSnapshot(held.cursor, answer.snapshot), answer.snapshot.at);
    });
  };

  const tryAgain = (): void => {
    handlers.refused();
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), REFUSED_PAUSE_MS);
  };

  socket.on('connect', () => {
    handlers.link(true);
    for (const room of followed.keys()) join(room);
  });
  socket.on('disconnect', () => {
    handlers.link(false);
    if (!socket.active) tryAgain();
  });
  socket.on('connect_error', () => {
    handlers.link(false);
    if (!socket.active) tryAgain();
  });
  socket.on('delta', (delta) => {
    const entry = followed.get(delta.room);
    if (entry) step(delta.room, takeDelta(entry.cursor, delta), delta.at);
  });
  socket.on('personal', handlers.personal);
  socket.on('revoked', () => handlers.refused());
  socket.on('roomRevoked', (room, problem) => {
    const entry = followed.get(room);
    if (!entry) return;
    clearTimeout(entry.retry);
    entry.cursor = unjoined;
    handlers.revoked(room, problem);
    entry.retry = setTimeout(() => join(room), pauseAfter(problem));
  });

  const leave = (room: string): void => {
    const entry = followed.get(room);
    if (!entry) return;
    clearTimeout(entry.retry);
    followed.delete(room);
    handlers.left(room);
    if (socket.connected) socket.emit('leave', room);
  };

  return {
    follow: (room) => {
      followed.set(room, { cursor: unjoined });
      join(room);
      return () => leave(room);
    },
    close: () => {
      clearTimeout(retry);
      for (const entry of followed.values()) clearTimeout(entry.retry);
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}
