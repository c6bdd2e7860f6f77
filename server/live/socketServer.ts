import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { Compile } from 'typebox/compile';
import { problems, type ProblemCode } from '../../contracts/errors.ts';
import type { Delta } from '../../contracts/live.ts';
import {
  parseRoom,
  roomPermissions,
  type ClientToServer,
  type JoinReply,
  type RoomName,
  type ServerToClient,
  type SocketProblem,
} from '../../contracts/socket.ts';
import type { PersonalTopic } from '../../contracts/reminders.ts';
import { WallReport, type WallCommand, type WallLease } from '../../contracts/walls.ts';
import type { Access } from '../access/access.ts';
import { guardRooms } from '../access/guard.ts';
import type { Reach, Release } from '../access/reach.ts';
import { sessionMay, type Session } from '../access/sessions.ts';
import { isForeign } from '../platform/httpSecurity.ts';
import type { Logger } from '../platform/logger.ts';
import type { Broadcaster } from './broadcaster.ts';

interface SocketData {
  session: Session;
}
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** Who is told about the screens of walls. */
export interface WallAttendant {
  arrive(wallId: number): void;
  leave(wallId: number): void;
  /** @returns what the wall is to show */
  report(wallId: number, report: WallReport): WallLease | null;
}

export interface SocketServerDeps {
  readonly access: Pick<Access, 'resolveSession' | 'onSessionEnded' | 'sessions'>;
  readonly reach: Pick<Reach, 'hold'>;
  readonly publicOrigin: string;
  readonly log: Logger;
  readonly onClients: (count: number) => void;
  readonly walls: WallAttendant;
  /** Told of every room that somebody wanted to join and may not. */
  readonly onDenied: (session: Session, room: string, handshake: Socket['handshake']) => void;
}

export interface LiveSockets {
  emit(room: string, delta: Delta): void;
  /** Tells every screen of these persons that something of their own is another now. */
  tellPeople(personIds: readonly number[], topic: PersonalTopic): void;
  /** Says something to every screen of a wall. */
  tellWall(wallId: number, command: WallCommand): void;
  /** Starts answering joins; before, clients wait. */
  serve(broadcaster: Broadcaster): void;
  /** A wall asks for nothing for weeks; its open socket is its sign of life. */
  keepWallsSeen(): Promise<void>;
  close(): void;
}

/** The room of one person's own screens: joined by the session itself and asked for by nobody (no client can name it). */
const roomOf = (personId: number): string => `person/${personId}`;

/** Rooms one screen may be in at once. */
const MAX_ROOMS = 20;

const problem = (code: ProblemCode): SocketProblem => ({ code, sentence: problems[code].sentence });

/**
 * The live sockets: a session is asked for at the handshake, and whether it may see a room at every room. Both are
 * withdrawn the moment they end. WebSocket only, without per-message compression (measured: it costs more than it saves).
 * @throws MissingPermission when a kind of room names no permission
 */
export function openLiveSockets(http: HttpServer, deps: SocketServerDeps): LiveSockets {
  guardRooms(roomPermissions);

  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(http, {
    transports: ['websocket'],
    perMessageDeflate: false,
    serveClient: false,
    // A dead link is noticed within three seconds, so that the screen can say so. Of these a busy machine may take two and
    // a half to answer or to ask again: at one and a half, links were given up that were alive.
    pingInterval: 500,
    pingTimeout: 2_500,
    maxHttpBufferSize: 16 * 1024,
    destroyUpgrade: false,
    allowRequest: (request, done) => {
      const { origin, host } = request.headers;
      const isOwn = !isForeign({ method: 'POST', host: host ?? '', origin, fetchSite: '' }, deps.publicOrigin);
      done(isOwn ? null : JSON.stringify(problem('foreign-origin')), isOwn);
    },
  });

  io.use((socket, next) => {
    deps.access.resolveSession(socket.handshake.headers.cookie, false).then(
      (session) => {
        if (session === undefined) return next(refusal('not-signed-in'));
        socket.data.session = session;
        next();
      },
      () => next(refusal('database-away')),
    );
  });

  const stopListening = deps.access.onSessionEnded((id) => {
    for (const socket of io.sockets.sockets.values()) {
      if (socket.data.session.id !== id) continue;
      socket.emit('revoked', problem('not-signed-in'));
      socket.disconnect(true);
    }
  });

  return {
    emit: (room, delta) => io.to(room).emit('delta', delta),
    tellPeople(personIds, topic) {
      if (personIds.length > 0) io.to(personIds.map(roomOf)).emit('personal', topic);
    },
    tellWall(wallId, command) {
      for (const socket of io.sockets.sockets.values())
        if (socket.data.session.wallId === wallId) socket.emit('wallCommand', command);
    },
    serve(broadcaster) {
      io.on('connection', (socket) => {
        deps.onClients(io.sockets.sockets.size);
        socket.on('disconnect', () => deps.onClients(io.sockets.sockets.size));
        const { personId } = socket.data.session;
        if (personId !== null) void socket.join(roomOf(personId));
        attend(socket, broadcaster, deps);
        attendWall(socket, deps.walls);
      });
      io.sockets.adapter.on('delete-room', (room: string) => broadcaster.abandon(room));
    },
    async keepWallsSeen() {
      for (const { data } of io.sockets.sockets.values()) await deps.access.sessions.keepWallSeen(data.session.id);
    },
    close() {
      stopListening();
      // Not io.close(): it waits for every connection of the HTTP server, a browser's idle one and camera streams too.
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

function attend(
  socket: LiveSocket,
  broadcaster: Broadcaster,
  { reach, onDenied }: Pick<SocketServerDeps, 'reach' | 'onDenied'>,
): void {
  /** Rooms joined, or being joined: undefined until the database has said that they may be seen. */
  const joined = new Map<string, Release | undefined>();
  const leave = (name: string) => {
    joined.get(name)?.();
    joined.delete(name);
    void socket.leave(name);
  };
  const admit = async (name: string, { kind, key }: RoomName): Promise<JoinReply> => {
    if (joined.size >= MAX_ROOMS && !joined.has(name)) return { problem: problem('too-many') };
    if (joined.get(name) === undefined) {
      joined.set(name, undefined);
      const release = await reach.hold(socket.data.session, { permission: roomPermissions[kind], kind, key }, () => {
        leave(name);
        socket.emit('roomRevoked', name, problem('not-permitted'));
      });
      if (release === undefined) onDenied(socket.data.session, name, socket.handshake);
      // It may have left, or gone, while the question was out.
      if (release === undefined || !joined.has(name) || !socket.connected) {
        release?.();
        joined.delete(name);
        return { problem: problem('not-permitted') };
      }
      // Asked for twice at once: one hold is enough.
      if (joined.get(name) === undefined) joined.set(name, release);
      else release();
    }
    // Joined before the snapshot is taken: no delta can fall in between.
    void socket.join(name);
    const snapshot = broadcaster.join(name);
    if (snapshot !== undefined) return { snapshot };
    leave(name);
    return { problem: problem('not-found') };
  };

  socket.on('join', (name, reply) => {
    if (typeof name !== 'string' || typeof reply !== 'function') return;
    const room = parseRoom(name);
    if (room === undefined) return reply({ problem: problem('not-found') });
    admit(name, room).then(reply, () => {
      if (joined.get(name) === undefined) joined.delete(name);
      reply({ problem: problem('database-away') });
    });
  });
  socket.on('leave', (name) => {
    if (typeof name === 'string' && parseRoom(name) !== undefined) leave(name);
  });
  socket.on('disconnect', () => {
    for (const name of [...joined.keys()]) leave(name);
  });
}

const wallReport = Compile(WallReport);

/** A wall's screen comes, says how it is, and goes. */
function attendWall(socket: LiveSocket, walls: WallAttendant): void {
  const { session } = socket.data;
  const { wallId } = session;
  socket.on('wallReport', (report, reply) => {
    if (typeof reply !== 'function') return;
    if (wallId === null || !sessionMay(session, 'walls.report')) return reply({ problem: problem('not-permitted') });
    if (!wallReport.Check(report)) return reply({ problem: problem('bad-request') });
    reply({ lease: walls.report(wallId, report) });
  });
  if (wallId === null) return;
  walls.arrive(wallId);
  socket.on('disconnect', () => walls.leave(wallId));
}

const refusal = (code: ProblemCode): Error =>
  Object.assign(new Error(problems[code].sentence), { data: problem(code) });
