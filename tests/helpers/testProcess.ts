import { readFileSync } from 'node:fs';
import { superviseChild, type ChildPlan, type Supervised } from '../../server/embedded/launcher.ts';
import { until } from './until.ts';

const KEPT_LINES = 400;

/** A real process that a test may kill and start again. It is never restarted by itself: tests decide when. */
export class TestProcess {
  /** What it said in all its lives. */
  readonly lines: string[] = [];
  private child: Supervised | undefined;
  private isRunning = false;
  private exitReason = '';

  constructor(
    readonly name: string,
    private readonly plan: Pick<ChildPlan, 'entry' | 'args' | 'env' | 'readyWhen'>,
  ) {}

  /** Starts it; answers its ready line. */
  async start(more: Pick<ChildPlan, 'env'> = {}): Promise<string> {
    if (this.isRunning) throw new Error(`${this.name} is running already`);
    this.isRunning = true;
    this.child = superviseChild({
      ...this.plan,
      env: { ...this.plan.env, ...more.env },
      name: this.name,
      restart: false,
      readyTimeoutMs: 120_000,
      onLine: (line) => {
        this.lines.push(line);
        if (this.lines.length > KEPT_LINES) this.lines.shift();
      },
      onExit: (reason) => {
        this.isRunning = false;
        this.exitReason = reason;
      },
    });
    return this.child.ready;
  }

  get running(): boolean {
    return this.isRunning;
  }

  get pid(): number {
    const pid = this.child?.pid();
    if (pid === undefined) throw new Error(`${this.name} is not running`);
    return pid;
  }

  /** Sends a signal and waits for the end. @returns milliseconds it took and how it ended */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ ms: number; reason: string }> {
    const beganAt = performance.now();
    process.kill(this.pid, signal);
    await until(`end of ${this.name}`, () => !this.isRunning, { everyMs: 10 });
    return { ms: performance.now() - beganAt, reason: this.exitReason };
  }

  kill = (): Promise<unknown> => this.end('SIGKILL');

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** Ends it whatever its state; for tidying up. */
  async stop(): Promise<void> {
    if (this.isRunning) await this.child?.stop(8_000);
    this.isRunning = false;
  }

  /** Resident memory now and at most so far, in MiB. */
  memory(): { readonly now: number; readonly peak: number } {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    const mib = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
    return { now: mib('VmRSS'), peak: mib('VmHWM') };
  }
}
