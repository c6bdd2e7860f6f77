/** Something that happens every so often at fixed instants, whoever watches: at `offsetMs` past each multiple. */
export interface Line {
  readonly everyMs: number;
  readonly offsetMs: number;
  readonly strike: (at: number) => void;
}

/** After so long asleep (a closed laptop) the missed instants are skipped. */
const LONGEST_CATCH_UP_MS = 120_000;

/** Strikes every line at each of its instants, once, in time order within a line. */
export class Clockwork {
  private readonly due: { line: Line; next: number }[];

  constructor(lines: readonly Line[], startAt: number) {
    this.due = lines.map((line) => ({ line, next: slotFrom(line, startAt) }));
  }

  tick(now: number): void {
    for (const entry of this.due) {
      if (now - entry.next > LONGEST_CATCH_UP_MS) entry.next = slotFrom(entry.line, now);
      for (; entry.next <= now; entry.next += entry.line.everyMs) entry.line.strike(Math.round(entry.next));
    }
  }
}

/** The first instant of the line at or after `at`. */
export const slotFrom = ({ everyMs, offsetMs }: Pick<Line, 'everyMs' | 'offsetMs'>, at: number): number =>
  Math.ceil((at - offsetMs) / everyMs) * everyMs + offsetMs;
