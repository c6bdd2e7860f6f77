import type { Instant } from '../../../contracts/glossary.ts';
import type { CastTarget, ThumbnailType, Wall, WallCommand, WallLease, WallReport } from '../../../contracts/walls.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Asked, Reach } from '../../access/reach.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { metrics } from '../../platform/metrics.ts';
import { sightToShow } from '../../../contracts/walls.ts';
import {
  inForce,
  mayChange,
  publicLease,
  stateOf,
  type Caster,
  type Onlookers,
  type StandingLease,
} from './walls.rules.ts';
import { endLapsedLeases, listLeases, withdrawLeases, type WallRow } from './walls.ts';

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
  /** The server's own: leases end by themselves. */
  readonly db: RequestDatabase;
  readonly reach: Pick<Reach, 'judge'>;
  readonly clock: Clock;
  /** Says something to every screen of a wall. */
  readonly tell: (wallId: number, command: WallCommand) => void;
}

/** What a page needs to be seen; a wall's picture and pages that cannot be cast count as the district. */
const theDistrict = { permission: 'live.district', kind: 'district', key: '' } as const;
const askedOf = (viewer: Asked['viewer'], path: string): Asked => ({ viewer, sight: sightToShow(path) ?? theDistrict });
const mayCast = { permission: 'walls.push', kind: 'any', key: '' } as const;

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

  /** Whether a page may be cast by a person to a wall. */
  async onlookersOf(personId: number, wallId: number, path: string): Promise<Onlookers> {
    const asked = [askedOf(`person:${personId}`, path), askedOf(`wall:${wallId}`, path)];
    const [caster = false, wall = false] = await this.deps.reach.judge(asked);
    return { caster, wall };
  }

  /** A wall's picture is one of the whole district: whether this viewer may see it. */
  async seesPictures(viewer: Asked['viewer']): Promise<boolean> {
    return (await this.deps.reach.judge([{ viewer, sight: theDistrict }]))[0] === true;
  }

  /** Ends what was cast by those who may no longer cast, or no longer see it. To be called when reach changed. */
  async judgeLeases(): Promise<void> {
    const standing = [...this.leases].map(([wallId, lease]) => ({ wallId, ...lease }));
    const asked = standing.flatMap(({ personId, path }): Asked[] => {
      const viewer = `person:${personId}` as const;
      return [{ viewer, sight: mayCast }, askedOf(viewer, path)];
    });
    if (asked.length === 0) return;
    const answers = await this.deps.reach.judge(asked);
    const lost = standing.filter((_, i) => answers[2 * i] !== true || answers[2 * i + 1] !== true);
    if (lost.length === 0) return;
    for (const wallId of await withdrawLeases(this.deps.db, lost)) this.setLease(wallId, null);
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

  /** A wall with all that is known of it. @param showsPictures whether there is a picture is for those who may see it */
  describe(row: WallRow, showsPictures: boolean): Wall {
    const { report, reportedAt, thumbnail } = this.presenceOf(row.id);
    return {
      ...row,
      state: this.stateOf(row),
      report,
      reportedAt,
      clockSkewMs: report === null || reportedAt === null ? null : report.at - reportedAt,
      thumbnailAt: showsPictures ? (thumbnail?.at ?? null) : null,
      lease: this.leaseOf(row.id),
    };
  }

  /** Walls as somebody sees them who wants to cast: what they show is named as far as the caster may see it. */
  async describeTargets(rows: readonly WallRow[], caster: Caster): Promise<CastTarget[]> {
    const pages = rows.flatMap(({ id }) => [this.presenceOf(id).report?.page ?? '', this.leaseOf(id)?.path ?? '']);
    const sees = await this.deps.reach.judge(pages.map((path) => askedOf(`person:${caster.personId}`, path)));
    return rows.map((row, i) => {
      const lease = this.leaseOf(row.id);
      const [page, path] = [2 * i, 2 * i + 1].map((n) => (sees[n] === true ? pages[n] || null : null));
      return {
        ...{ id: row.id, name: row.name, state: this.stateOf(row), page: page ?? null },
        lease: lease && { ...publicLease(lease), path: path ?? null },
        mayChange: mayChange(lease, caster),
      };
    });
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
