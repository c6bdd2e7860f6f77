import { createInterface } from 'node:readline';
import { reasonOf, spawnEntry, type ChildPlan } from './supervise.ts';

/** Runs a process that does one job; answers its last line of output, or throws with its reason. */
export async function runToEnd(plan: Pick<ChildPlan, 'name' | 'entry' | 'args' | 'env' | 'onLine'>): Promise<string> {
  const child = spawnEntry(plan);
  const errors: string[] = [];
  let last = '';
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.trim() !== '') last = line;
      plan.onLine?.(line, 'out');
    });
  }
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      errors.push(line);
      if (errors.length > 5) errors.shift();
      plan.onLine?.(line, 'err');
    });
  }
  // A launcher that ends while the job runs takes it along.
  const onLauncherExit = () => child.kill('SIGKILL');
  process.once('exit', onLauncherExit);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...ending) => resolve(ending));
  });
  process.off('exit', onLauncherExit);
  if (code !== 0) throw new Error(`${plan.name}失败:${reasonOf(errors, signal ?? `退出码 ${code ?? '?'}`)}`);
  return last;
}
