import type { Permission } from '../../contracts/permissions.ts';
import type { Runner, Viewpoint } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import type { Access } from './access.ts';
import { selectJudged, selectSeesWhole } from './reach.sql.ts';
import { viewpointOf, type Session } from './sessions.ts';

/** What sums are made over. A sector lies all over the district: whoever sees that, sees it whole. */
export type AreaKind = 'district' | 'street' | 'department' | 'sector';

/**
 * Whether the viewer of `db` sees the whole of an area: a sum over the part that somebody sees would bear an untrue name.
 * @param code the area's code; of no account for the district and for sectors
 */
export async function seesWhole(db: Runner, kind: AreaKind, code = ''): Promise<boolean> {
  const [answer] = await db.run<{ whole: boolean }>(selectSeesWhole(kind, code));
  return answer?.whole === true;
}

/** What can stay open before somebody's eyes. `any`: the permission itself, wherever it reaches. */
export interface Sight {
  readonly permission: Permission;
  readonly kind: 'any' | 'district' | 'street' | 'project' | 'camera';
  /** Street, project or device; empty for the rest. */
  readonly key: string;
}
export interface Asked {
  readonly viewer: Viewpoint['viewer'];
  readonly sight: Sight;
}

interface Hold extends Asked {
  readonly onLost: () => void;
  isOver: boolean;
}
/** Lets go of what was held. */
export type Release = () => void;

export interface ReachDeps {
  /** The server's own: it asks on behalf of whomever it names. */
  readonly db: Runner;
  readonly access: Pick<Access, 'onReachChanged' | 'onSessionEnded'>;
  readonly log: Logger;
}

/** Questions in one query; between two, others come to their turn. */
const AT_ONCE = 500;
const keyOf = ({ viewer, sight }: Asked): string => [viewer, sight.permission, sight.kind, sight.key].join(' ');

/**
 * What is open is judged by the database, through the viewer's eyes: when it is opened, and again whenever reach may have
 * changed (a post granted or ended, and every half minute, for posts and assignments end by date too). Questions that
 * come together are asked together, each once.
 */
export class Reach {
  private readonly holds = new Map<string, Set<Hold>>();
  /** What was last found of what is held; stands in for the database while that is away. */
  private readonly known = new Map<string, boolean>();
  private readonly changed = new Set<string>();
  private readonly listeners = new Set<() => Promise<void>>();
  private readonly deps: ReachDeps;
  private asking: Promise<unknown> = Promise.resolve();
  private waiting: Promise<ReadonlyMap<string, boolean>> | undefined;
  private gathered = new Map<string, Asked>();

  constructor(deps: ReachDeps) {
    this.deps = deps;
    deps.access.onSessionEnded((id) => this.holds.delete(id));
    deps.access.onReachChanged((session) => {
      if (this.changed.size === 0) queueMicrotask(() => void this.judgeChanged());
      this.changed.add(session.id);
    });
  }

  /**
   * Holds something open for a session, if it may see it; `onLost` is called, once, when it no longer may.
   * @returns undefined when it may not
   * @throws the driver's error when the database is away and this was not open before
   */
  async hold(session: Session, sight: Sight, onLost: () => void): Promise<Release | undefined> {
    const hold: Hold = { viewer: viewpointOf(session, sight.permission).viewer, sight, onLost, isOver: false };
    // Held before it is asked for: a change that comes meanwhile finds it.
    const ofSession = this.holds.get(session.id) ?? new Set();
    this.holds.set(session.id, ofSession.add(hold));
    const release = () => {
      hold.isOver = true;
      ofSession.delete(hold);
      if (ofSession.size === 0 && this.holds.get(session.id) === ofSession) this.holds.delete(session.id);
    };
    try {
      if ((await this.sees(hold)) && !hold.isOver) return release;
    } catch (error) {
      release();
      throw error;
    }
    release();
    return undefined;
  }

  /** Calls `listener` after what is open was judged again, for what is judged by persons. @returns stops listening */
  onJudged(listener: () => Promise<void>): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Whether each may be seen, in the order asked. @throws the driver's error when the database is away */
  async judge(asked: readonly Asked[]): Promise<boolean[]> {
    const answers = await this.ask(new Map(asked.map((one) => [keyOf(one), one])));
    return asked.map((one) => answers.get(keyOf(one)) === true);
  }

  private async sees(asked: Asked): Promise<boolean> {
    const key = keyOf(asked);
    this.gathered.set(key, asked);
    this.waiting ??= this.asking.then(() => this.askGathered());
    try {
      return (await this.waiting).get(key) === true;
    } catch (error) {
      const before = this.known.get(key);
      if (before === undefined) throw error;
      return before;
    }
  }

  /** One query at a time: what is asked while it runs goes with the next. */
  private askGathered(): Promise<ReadonlyMap<string, boolean>> {
    const questions = this.gathered;
    this.gathered = new Map();
    this.waiting = undefined;
    const answers = this.ask(questions);
    this.asking = answers.catch(() => undefined);
    return answers;
  }

  private async ask(questions: ReadonlyMap<string, Asked>): Promise<ReadonlyMap<string, boolean>> {
    const answers = new Map<string, boolean>();
    const all = [...questions];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE);
      const rows = await this.deps.db.run<{ n: number }>(
        selectJudged(some.map(([, { viewer, sight }]) => ({ viewer, ...sight }))),
      );
      const yes = new Set(rows.map(({ n }) => n));
      for (const [i, [key]] of some.entries()) answers.set(key, yes.has(i + 1));
    }
    for (const [key, answer] of answers) this.known.set(key, answer);
    return answers;
  }

  private async judgeChanged(): Promise<void> {
    const holds = [...this.changed].flatMap((id) => [...(this.holds.get(id) ?? [])]);
    this.changed.clear();
    const questions = new Map(holds.map((hold) => [keyOf(hold), hold]));
    try {
      const answers = await this.ask(questions);
      // What nobody holds any more is not to be remembered.
      for (const key of this.known.keys()) if (!answers.has(key)) this.known.delete(key);
      for (const hold of holds) if (answers.get(keyOf(hold)) !== true) this.lose(hold);
      for (const listener of this.listeners) await listener();
    } catch (error) {
      // Whoever watches goes on watching while the database is away: nobody's reach can change meanwhile.
      this.deps.log.warn({ error: (error as Error).message }, 'what is open not judged again');
    }
  }

  private lose(hold: Hold): void {
    if (hold.isOver) return;
    hold.isOver = true;
    hold.onLost();
  }
}
