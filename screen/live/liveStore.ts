import { defineStore } from 'pinia';
import { shallowReactive, shallowRef } from 'vue';
import type { RoomState } from '../../contracts/live.ts';
import type { PersonalTopic } from '../../contracts/reminders.ts';
import type { SocketProblem } from '../../contracts/socket.ts';
import { openLiveSocket, type LiveSocket } from '../transport/liveSocket.ts';
import { currentTime } from './clock.ts';

export interface LiveRoom {
  readonly state: RoomState | null;
  readonly problem: SocketProblem | null;
}
export interface Link {
  readonly status: 'connecting' | 'up' | 'down';
  /** Since when it has this status. */
  readonly since: number;
  /** When the state shown was last known to be the server's. */
  readonly confirmedAt: number | null;
}
/** A stretch that was not seen live; `turn` tells one from the next. */
export interface Missed {
  readonly turn: number;
  readonly from: number;
  readonly to: number;
}

const ONE_OUTAGE_MS = 3000;
/** A blip that cost no point of any curve is not worth a sentence on a wall. */
const BLIP_MS = 5000;

/** The only writer of live state. Everything else on the screen reads it. */
export const useLiveStore = defineStore('live', () => {
  const rooms = shallowReactive(new Map<string, LiveRoom>());
  const link = shallowRef<Link>({ status: 'connecting', since: currentTime(), confirmedAt: null });
  const missed = shallowRef<Missed>({ turn: 0, from: 0, to: 0 });
  const caughtUp = shallowRef<{ readonly turn: number; readonly points: number } | null>(null);
  /** When a state kept on this screen was the server's, as long as it stands in for the server's own. */
  const restoredAt = shallowRef<number | null>(null);
  /** Rooms wanted by pages, whether or not there is a socket yet. */
  const wanted = new Map<string, { followers: number; release: (() => void) | undefined }>();
  /** Whoever wants to know of something of the viewer's own. */
  const personal = new Map<() => void, PersonalTopic>();
  let socket: LiveSocket | null = null;
  let lostAt: number | null = null;
  let heardAt = currentTime();

  function setLink(isUp: boolean): void {
    const status = isUp ? 'up' : 'down';
    if (link.value.status === status) return;
    const now = currentTime();
    if (link.value.status === 'up') lostAt = now;
    const confirmedAt = link.value.status === 'up' ? now : link.value.confirmedAt;
    link.value = { status, since: now, confirmedAt: isUp ? now : confirmedAt };
    // What was said meanwhile was not heard.
    if (isUp) for (const tell of personal.keys()) tell();
  }

  function open(onRefused: () => void): void {
    if (socket !== null) return;
    link.value = { status: 'connecting', since: currentTime(), confirmedAt: null };
    socket = openLiveSocket({
      state: (room, state) => {
        heardAt = currentTime();
        restoredAt.value = null;
        rooms.set(room, { state, problem: null });
      },
      rejoined: () => {
        const now = currentTime();
        // Rooms come back one after another; together they are one outage.
        if (lostAt === null && now - missed.value.to < ONE_OUTAGE_MS) return;
        missed.value = { turn: missed.value.turn + 1, from: lostAt ?? heardAt, to: now };
        lostAt = null;
      },
      left: (room) => rooms.delete(room),
      revoked: (room, problem) => rooms.set(room, { state: null, problem }),
      problem: (room, problem) => rooms.set(room, { state: rooms.get(room)?.state ?? null, problem }),
      personal: (topic) => {
        for (const [tell, wanted] of personal) if (wanted === topic) tell();
      },
      link: setLink,
      refused: onRefused,
    });
    for (const [room, entry] of wanted) entry.release = socket.follow(room);
  }

  function close(): void {
    socket?.close();
    socket = null;
    for (const entry of wanted.values()) entry.release = undefined;
    rooms.clear();
    restoredAt.value = null;
    lostAt = null;
  }

  /** Shows a kept state until the server's own comes; where there is one already it is newer. */
  function restore(room: string, state: RoomState, at: number): void {
    if (rooms.has(room)) return;
    rooms.set(room, { state, problem: null });
    restoredAt.value = at;
    link.value = { ...link.value, confirmedAt: at };
  }

  /** Several charts may fill one outage: their points add up. */
  function noteCaughtUp(turn: number, points: number): void {
    const before = caughtUp.value?.turn === turn ? caughtUp.value.points : 0;
    const { from, to } = missed.value;
    if (before + points === 0 && to - from < BLIP_MS) return;
    caughtUp.value = { turn, points: before + points };
  }

  function follow(room: string): () => void {
    const entry = wanted.get(room) ?? { followers: 0, release: socket?.follow(room) };
    entry.followers += 1;
    wanted.set(room, entry);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      entry.followers -= 1;
      if (entry.followers > 0) return;
      wanted.delete(room);
      entry.release?.();
    };
  }

  /** Has `tell` called whenever it may be another, until the returned function is called. */
  function onPersonal(topic: PersonalTopic, tell: () => void): () => void {
    personal.set(tell, topic);
    return () => void personal.delete(tell);
  }

  return { rooms, link, missed, caughtUp, restoredAt, open, close, follow, restore, noteCaughtUp, onPersonal };
});
