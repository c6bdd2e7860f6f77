import { simpleQuery } from './pgReplies.ts';
import { statusAfter } from './pgWire.ts';
import { ROLLBACK } from './session.sql.ts';

/** Hands bytes to the one backend session and returns its reply. */
export type Execute = (piece: Buffer) => Promise<Uint8Array>;

/** One connection's view of the shared session. */
export interface Seat {
  readonly name: string;
  /** Called when the seat lost its transaction because it left it idle; the connection must be closed. */
  readonly evicted: () => void;
}

interface Turn {
  readonly seat: Seat;
  readonly run: () => Promise<boolean>;
  readonly abandon: (reason: Error) => void;
}

/**
 * Shares one session among many connections. Pieces take turns first come, first served; a connection that is inside a
 * transaction keeps the session until it ends. Nobody may freeze the others: a transaction left idle is rolled back.
 */
export class SessionShare {
  private readonly turns: Turn[] = [];
  private owner: Seat | undefined;
  private busy = false;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly execute: Execute,
    private readonly idleTransactionMs: number,
  ) {}

  /** Runs a piece for a seat when its turn comes, and answers with the backend's reply. */
  submit(seat: Seat, piece: Buffer): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.enqueue({
        seat,
        abandon: reject,
        run: async () => {
          const reply = await this.execute(piece);
          resolve(reply);
          return statusAfter(reply) !== 'I';
        },
      });
    });
  }

  /** Runs `work` alone on the session, outside any transaction, when its turn comes. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = async () => {
        resolve(await work());
        return false;
      };
      this.enqueue({ seat: { name, evicted: () => undefined }, abandon: reject, run });
    });
  }

  /** True while nobody holds or waits for the session. */
  isIdle(): boolean {
    return !this.busy && this.owner === undefined && this.turns.length === 0;
  }

  /** True when the seat is inside a transaction. */
  owns(seat: Seat): boolean {
    return this.owner === seat;
  }

  /** The seat's connection is gone: its waiting pieces are dropped, its open transaction is rolled back. */
  async leave(seat: Seat): Promise<void> {
    for (let index = this.turns.length - 1; index >= 0; index -= 1) {
      const turn = this.turns[index];
      if (turn?.seat !== seat) continue;
      this.turns.splice(index, 1);
      turn.abandon(new Error('connection closed'));
    }
    // Goes through the queue under the seat's own name, so it waits for a piece that is running right now.
    await this.submitFirst(seat);
  }

  private submitFirst(seat: Seat): Promise<void> {
    return new Promise((resolve, reject) => {
      const run = async () => {
        if (this.owner === seat) await this.execute(simpleQuery(ROLLBACK));
        resolve();
        return false;
      };
      this.turns.unshift({ seat, run, abandon: reject });
      this.advance();
    });
  }

  private enqueue(turn: Turn): void {
    this.turns.push(turn);
    this.advance();
  }

  private advance(): void {
    if (this.busy) return;
    const at = this.owner ? this.turns.findIndex((turn) => turn.seat === this.owner) : 0;
    const turn = at < 0 ? undefined : this.turns.splice(at, 1)[0];
    this.watchIdleOwner(turn === undefined);
    if (!turn) return;
    this.busy = true;
    void turn
      .run()
      .then(
        (holds) => {
          // A leaving seat is also a turn of an outsider when it never owned anything: it must not free another's hold.
          if (this.owner === undefined || this.owner === turn.seat) this.owner = holds ? turn.seat : undefined;
        },
        (error: unknown) => turn.abandon(error instanceof Error ? error : new Error(String(error))),
      )
      .finally(() => {
        this.busy = false;
        // The backend computes synchronously; a macrotask in between lets the sockets be read and written.
        setImmediate(() => this.advance());
      });
  }

  private watchIdleOwner(nothingToRun: boolean): void {
    clearTimeout(this.idleTimer);
    const owner = this.owner;
    if (!nothingToRun || !owner) return;
    this.idleTimer = setTimeout(() => {
      owner.evicted();
      void this.leave(owner).catch(() => undefined);
    }, this.idleTransactionMs);
    this.idleTimer.unref();
  }
}
