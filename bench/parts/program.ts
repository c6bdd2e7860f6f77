import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { benchEntry } from './setup.ts';

/** Starts one of the benchmark's own programs as a process; its messages come by IPC. */
export const startProgram = (name: string, options: object): ChildProcess =>
  fork(benchEntry(name), [JSON.stringify(options)], { stdio: 'inherit' });

/** The next message of a program. */
export const messageOf = async <T>(program: ChildProcess): Promise<T> => ((await once(program, 'message')) as [T])[0];

/** What a program was started with. */
export const optionsOf = <T>(): T => JSON.parse(process.argv[2] ?? '{}') as T;

/** CPU seconds a process has used, user and system, from the kernel. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
