import type { ClassicLevel } from 'classic-level';

/** The on-disk store of the broker: keys are text, values bytes. */
export type BrokerLevel = ClassicLevel<string, Buffer>;

export type WriteOperation =
  | { readonly type: 'put'; readonly key: string; readonly value: Buffer }
  | { readonly type: 'del'; readonly key: string };

interface Waiting {
  readonly operations: readonly WriteOperation[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One write at a time; the next one is whatever piled up meanwhile. Keeps the order of writes (LevelDB's own thread pool
 * does not: two puts of one key may swap) and makes a message's share of a write small.
 */
export class GroupWriter {
  private waiting: Waiting[] = [];
  private isWriting = false;
  /** Told of a failed write. LevelDB then refuses every later one until it is opened anew. */
  onBroken: (error: unknown) => void = () => undefined;

  constructor(
    private readonly db: BrokerLevel,
    private readonly sync: boolean,
  ) {}

  /** Resolves when the operations are in the store, after all that were given earlier. */
  write(operations: readonly WriteOperation[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ operations, resolve, reject });
      if (!this.isWriting) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isWriting = true;
    // The rest of a socket's chunk is parsed in this tick; waiting for its end puts all of it into one write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      try {
        await this.db.batch(
          group.flatMap((each) => each.operations),
          { sync: this.sync },
        );
        for (const each of group) each.resolve();
      } catch (error) {
        for (const each of group) each.reject(error);
        this.onBroken(error);
      }
    }
    this.isWriting = false;
  }
}
