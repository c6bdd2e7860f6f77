import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EXIT_REFUSED } from './processLife.ts';

/** What a starter waits for: a line of output, a question asked again and again, or nothing. */
export type Readiness =
  { readonly line: (line: string) => boolean } | { readonly probe: () => Promise<boolean> } | 'spawned';

export interface ChildPlan {
  /** As people see it, e.g. 数据库. */
  readonly name: string;
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly readyWhen: Readiness;
  readonly restart: boolean;
  readonly onLine?: (line: string, stream: 'out' | 'err') => void;
  /** One-line notices: ended, starting again. */
  readonly onNotice?: (notice: string) => void;
  /** Called when the child ended for good without having been asked to. */
  readonly onExit?: (reason: string) => void;
  readonly readyTimeoutMs?: number;
}

export interface Supervised {
  readonly name: string;
  /** Resolves with the ready line ('' when there is none); rejects when the first start fails. */
  readonly ready: Promise<string>;
  readonly pid: () => number | undefined;
  /** Ends the child: SIGTERM, and SIGKILL to its whole group when it takes longer than `graceMs`. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 5_000;
/** A child that lived this long starts again at once; its next backoff begins anew. */
const HEALTHY_AFTER_MS = 30_000;
const PROBE_EVERY_MS = 250;
const REMEMBERED_LINES = 5;

/** The pause before the next start: doubles from 250 ms to 5 s, and begins anew after a healthy life. */
export function nextBackoffMs(previousMs: number, livedMs: number): number {
  if (livedMs >= HEALTHY_AFTER_MS || previousMs === 0) return FIRST_BACKOFF_MS;
  return Math.min(previousMs * 2, LONGEST_BACKOFF_MS);
}

/**
 * Runs inside every child before its own code: when the launcher is gone (even by SIGKILL) the channel closes and the
 * child asks itself to stop, then insists. So no entry can forget it, and no orphan keeps a port or a directory.
 */
const GUARD = `process.on('disconnect',()=>{setTimeout(()=>process.kill(process.pid,'SIGKILL'),15000).unref();process.kill(process.pid,'SIGTERM')});process.channel?.unref()`;

/**
 * Starts a Node process in a process group of its own: Ctrl-C in a terminal goes to the launcher alone, which then stops
 * its children in order.
 */
export function spawnEntry(plan: Pick<ChildPlan, 'entry' | 'args' | 'env'>): ChildProcess {
  const guard = `data:text/javascript,${encodeURIComponent(GUARD)}`;
  return spawn(process.execPath, ['--import', guard, plan.entry, ...(plan.args ?? [])], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...plan.env },
  });
}

/** The reason a child gave for its end: its `{"fatal": ...}` line, else its last words. */
export function reasonOf(lastLines: readonly string[], ending: string): string {
  for (const line of [...lastLines].reverse()) {
    const fatal = /^\{"fatal":(".*")\}$/.exec(line)?.[1];
    if (fatal) return JSON.parse(fatal) as string;
  }
  return [ending, ...lastLines].join(' | ');
}

/** Keeps one process running. */
export function superviseChild(plan: ChildPlan): Supervised {
  let child: ChildProcess | undefined;
  let backoffMs = 0;
  let isStopping = false;
  let wasReady = false;
  let restartTimer: NodeJS.Timeout | undefined;
  let settle: { resolve: (line: string) => void; reject: (error: Error) => void };
  const ready = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  // Whoever does not wait for it must not be ended by its rejection.
  ready.catch(() => undefined);

  const becomeReady = (line: string): void => {
    wasReady = true;
    settle.resolve(line);
  };

  const probe = async (ask: () => Promise<boolean>, asked: ChildProcess): Promise<void> => {
    while (child === asked && !isStopping) {
      if (await ask().catch(() => false)) return becomeReady('');
      await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
    }
  };

  const onEnd = (ending: string, code: number | null, startedAt: number, lastLines: readonly string[]): void => {
    child = undefined;
    if (isStopping) return;
    const reason = reasonOf(lastLines, ending);
    if (!wasReady || !plan.restart || code === EXIT_REFUSED) {
      settle.reject(new Error(`${plan.name}未能运行:${reason}`));
      plan.onExit?.(reason);
      return;
    }
    backoffMs = nextBackoffMs(backoffMs, Date.now() - startedAt);
    plan.onNotice?.(`${plan.name}进程已退出(${ending}),${backoffMs} 毫秒后重新启动`);
    restartTimer = setTimeout(start, backoffMs);
  };

  const start = (): void => {
    const startedAt = Date.now();
    const lastLines: string[] = [];
    const begun = spawnEntry(plan);
    child = begun;
    const hear = (stream: 'out' | 'err') => (line: string) => {
      if (stream === 'err') lastLines.push(line);
      if (lastLines.length > REMEMBERED_LINES) lastLines.shift();
      plan.onLine?.(line, stream);
      const { readyWhen } = plan;
      if (stream === 'out' && readyWhen !== 'spawned' && 'line' in readyWhen && readyWhen.line(line)) becomeReady(line);
    };
    if (begun.stdout) createInterface({ input: begun.stdout }).on('line', hear('out'));
    if (begun.stderr) createInterface({ input: begun.stderr }).on('line', hear('err'));
    begun.once('error', (error) => lastLines.push(error.message));
    // 'close' comes after the last line was read, so the reason is complete.
    begun.once('close', (code, signal) => onEnd(signal ?? `退出码 ${code ?? '?'}`, code, startedAt, lastLines));
    if (plan.readyWhen === 'spawned') begun.once('spawn', () => becomeReady(''));
    else if ('probe' in plan.readyWhen) void probe(plan.readyWhen.probe, begun);
  };

  const stop = async (graceMs = 10_000): Promise<void> => {
    isStopping = true;
    clearTimeout(restartTimer);
    settle.reject(new Error(`${plan.name}已停止`));
    if (child) await endProcess(child, graceMs);
  };

  start();
  if (plan.readyTimeoutMs !== undefined) {
    const seconds = plan.readyTimeoutMs / 1000;
    const late = new Error(`${plan.name}在 ${seconds} 秒内没有就绪`);
    const timer = setTimeout(() => settle.reject(late), plan.readyTimeoutMs);
    const clear = () => clearTimeout(timer);
    ready.then(clear, clear);
  }
  return { name: plan.name, ready, pid: () => child?.pid, stop };
}

/** SIGTERM, then SIGKILL to the child and everything it started. */
export function endProcess(child: ChildProcess, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const insist = setTimeout(() => killGroup(child), graceMs);
    child.once('exit', () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
