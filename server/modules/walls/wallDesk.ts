import type { Instant } from '../../../contracts/glossary.ts';
import type { CastTarget, ThumbnailType, Wall, WallCommand, WallLease, WallReport } from '../../../contracts/walls.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { metrics } from '../../platform/metrics.ts';
import { inForce, mayChange, publicLease, stateOf, type Caster, type StandingLease } from './walls.rules.ts';
import { endLapsedLeases, listLeases, type WallRow } from './walls.ts';

export interface Thumbnail {
  readonly type: ThumbnailType;
  readonly bytes: Buffer;
  readonly at: Instant;
}
/** What is known of a wall beyond its row: in memory, told anew by the wall after each start. */
interface Presence {
  sockets: number;
  report: WallReport | null;
  reportedAt: Instant | null;
  thumbnail: Thumbnail | null;
  askedAt: Instant | null;
}

export interface WallDeskDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Says something to every screen of a wall. */
  readonly tell: (wallId: number, command: WallCommand) => void;
}

/** A picture is not asked for again within this time, and is taken only within a minute after it was asked for. */
const ASK_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 60_000;

/** Where walls report and are told what to show. One per process; leases outlive it in the database. */
export class WallDesk {
  private readonly walls = new Map<number, Presence>();
  private readonly leases = new Map<number, StandingLease>();
  private readonly deps: WallDeskDeps;

  constructor(deps: WallDeskDeps) {
    this.deps = deps;
  }

  /** Takes up the leases that stood when the server went down. */
  async load(): Promise<void> {
    for (const { wallId, ...lease } of await listLeases(this.deps.db)) this.leases.set(wallId, lease);
  }

  arrive(wallId: number): void {
    this.presenceOf(wallId).sockets += 1;
  }

  leave(wallId: number): void {
    this.presenceOf(wallId).sockets -= 1;
  }

  /** Notes what a wall says of itself. @returns what it is to show: a wall that missed a command is put right here */
  report(wallId: number, report: WallReport): WallLease | null {
    const reportedAt = this.deps.clock.now();
    Object.assign(this.presenceOf(wallId), { report, reportedAt });
    metrics.wallReportedAt.set({ wall: wallId }, reportedAt / 1000);
    const lease = this.leaseOf(wallId);
    return lease && publicLease(lease);
  }

  leaseOf(wallId: number): StandingLease | null {
    return inForce(this.leases.get(wallId), this.deps.clock.now());
  }

  /** To be called once a lease is committed, or is gone. */
  setLease(wallId: number, lease: StandingLease | null): void {
    if (lease === null) this.leases.delete(wallId);
    else this.leases.set(wallId, lease);
    this.deps.tell(wallId, lease === null ? { kind: 'release' } : { kind: 'show', lease: publicLease(lease) });
  }

  forget(wallId: number): void {
    metrics.wallReportedAt.remove({ wall: wallId });
    this.leases.delete(wallId);
    const presence = this.walls.get(wallId);
    if (presence) presence.thumbnail = null;
  }

  /** Gives walls whose lease is over back to their carousel. To be called every second or so. */
  async endLapsed(): Promise<void> {
    const now = this.deps.clock.now();
    if (![...this.leases.values()].some((lease) => inForce(lease, now) === null)) return;
    for (const wallId of await endLapsedLeases(this.deps.db, now)) this.setLease(wallId, null);
  }

  /** Asks a wall for a picture of itself, not too often. */
  askThumbnail(wallId: number): void {
    const presence = this.walls.get(wallId);
    const now = this.deps.clock.now();
    if (!presence || (presence.askedAt !== null && now - presence.askedAt < ASK_EVERY_MS)) return;
    presence.askedAt = now;
    this.deps.tell(wallId, { kind: 'snapshot' });
  }

  /** @returns false for a picture that nobody asked for: it is not kept */
  takeThumbnail(wallId: number, type: ThumbnailType, bytes: Buffer): boolean {
    const presence = this.presenceOf(wallId);
    const now = this.deps.clock.now();
    if (presence.askedAt === null || now - presence.askedAt > ANSWER_WITHIN_MS) return false;
    presence.thumbnail = { type, bytes, at: now };
    return true;
  }

  thumbnailOf(wallId: number): Thumbnail | null {
    return this.walls.get(wallId)?.thumbnail ?? null;
  }

  /** A wall with all that is known of it. */
  describe(row: WallRow): Wall {
    const { report, reportedAt, thumbnail } = this.presenceOf(row.id);
    return {
      ...row,
      state: this.stateOf(row),
      report,
      reportedAt,
      clockSkewMs: report === null || reportedAt === null ? null : report.at - reportedAt,
      thumbnailAt: thumbnail?.at ?? null,
      lease: this.leaseOf(row.id),
    };
  }

  describeTarget(row: WallRow, caster: Caster): CastTarget {
    const lease = this.leaseOf(row.id);
    const page = this.presenceOf(row.id).report?.page ?? null;
    return { id: row.id, name: row.name, state: this.stateOf(row), page, lease, mayChange: mayChange(lease, caster) };
  }

  private stateOf(row: WallRow): Wall['state'] {
    const { sockets, reportedAt } = this.presenceOf(row.id);
    return stateOf({ ...row, isConnected: sockets > 0, reportedAt }, this.deps.clock.now());
  }

  private presenceOf(wallId: number): Presence {
    const known = this.walls.get(wallId);
    if (known) return known;
    const fresh: Presence = { sockets: 0, report: null, reportedAt: null, thumbnail: null, askedAt: null };
    this.walls.set(wallId, fresh);
    return fresh;
  }
}
