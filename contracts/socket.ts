import type { Delta, Snapshot } from './live.ts';
import type { PersonalTopic } from './reminders.ts';
import type { ProblemCode } from './errors.ts';
import type { Permission } from './permissions.ts';
import type { WallCommand, WallLease, WallReport } from './walls.ts';

/** Room names as functions; `roomKinds` says who may join which. */
export const districtRoom = (): string => 'district';
export const streetRoom = (streetCode: string): string => `street:${streetCode}`;
export const projectRoom = (projectId: string): string => `project:${projectId}`;

export type RoomKind = 'district' | 'street' | 'project';
export interface RoomName {
  readonly kind: RoomKind;
  /** Street code or project id; empty for the district. */
  readonly key: string;
}

/** The permission a person needs to join rooms of a kind. The server refuses to start if a kind has none. */
export const roomPermissions: Readonly<Record<RoomKind, Permission>> = {
  district: 'live.district',
  street: 'live.street',
  project: 'live.project',
};

/** A room's kind and key, or undefined when the name is no room. */
export function parseRoom(name: string): RoomName | undefined {
  if (name === 'district') return { kind: 'district', key: '' };
  const match = /^(street|project):([A-Za-z0-9][A-Za-z0-9_-]{0,39})$/.exec(name);
  return match ? { kind: match[1] as RoomKind, key: match[2] ?? '' } : undefined;
}

export interface SocketProblem {
  readonly code: ProblemCode;
  readonly sentence: string;
}
export type JoinReply = { readonly snapshot: Snapshot } | { readonly problem: SocketProblem };

export type WallAnswer = { readonly lease: WallLease | null } | { readonly problem: SocketProblem };

export interface ServerToClient {
  delta: (delta: Delta) => void;
  /** The session behind this socket ended or was revoked: sign in again. */
  revoked: (problem: SocketProblem) => void;
  /** The room was left: who watches may no longer see it. Other rooms go on. */
  roomRevoked: (room: string, problem: SocketProblem) => void;
  /** To the screens of one person: something of their own is another now. */
  personal: (topic: PersonalTopic) => void;
  /** To the screens of one wall. */
  wallCommand: (command: WallCommand) => void;
}

export interface ClientToServer {
  join: (room: string, reply: (answer: JoinReply) => void) => void;
  leave: (room: string) => void;
  /** From a wall, every ten seconds; the answer says what is cast to it, so that no lost command lasts. */
  wallReport: (report: WallReport, reply: (answer: WallAnswer) => void) => void;
}
