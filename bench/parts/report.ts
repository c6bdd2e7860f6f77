import { loadavg } from 'node:os';

/** One figure, one line of JSON. */
export function report(bench: string, figures: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ bench, ...figures, load1: round(loadavg()[0] ?? 0) }));
}

export const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** The value that this share of all values does not exceed, to one digit. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
}

/** Runs a benchmark; its trouble goes to stderr and ends the process. */
export function run(bench: () => Promise<void>): void {
  bench().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
