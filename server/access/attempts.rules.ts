import type { AuditOutcome, AuditVerb } from '../../contracts/audit.ts';
import type { ProblemCode } from '../../contracts/errors.ts';
import type { Instant } from '../../contracts/glossary.ts';
import type { Actor } from './audit.ts';

/** Something that somebody known tried and that came to nothing. */
export interface Attempt {
  readonly actor: Actor;
  readonly verb: AuditVerb;
  readonly subject: string;
  readonly outcome: Exclude<AuditOutcome, 'done'>;
  readonly reason: string;
}

/** Told at once the first time; the same of the same actor within the minute is counted and told as one. */
export const WINDOW_MS = 60_000;
/** Kinds of attempts that are counted at once; what is beyond is told under its outcome alone. */
export const MAX_KINDS = 1_000;
/** Of what was tried, so many subjects are named in the record of a count. */
const MAX_SUBJECTS = 5;

export interface Counted {
  readonly since: Instant;
  readonly attempt: Attempt;
  readonly times: number;
  readonly subjects: readonly string[];
}

export const keyOf = ({ actor, verb, outcome, reason }: Attempt): string =>
  [actor.kind, actor.id ?? `${actor.name}@${actor.address ?? ''}`, verb, outcome, reason].join(' ');

/** One more of what is counted, or the beginning of a count. */
export function counted(before: Counted | undefined, attempt: Attempt, now: Instant): Counted {
  if (before === undefined) return { since: now, attempt, times: 0, subjects: [] };
  const isNew = !before.subjects.includes(attempt.subject) && before.subjects.length < MAX_SUBJECTS;
  const subjects = isNew ? [...before.subjects, attempt.subject] : before.subjects;
  return { ...before, times: before.times + 1, subjects };
}

/** Refusals that say nothing about anybody: the server's own state, or nobody was known. */
const untold: readonly ProblemCode[] = ['not-signed-in', 'too-many', 'busy', 'database-away'];
const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * How a request that was refused with a code is told: whoever was not allowed, whatever they asked for; whoever wanted
 * to change something and could not. Undefined: not at all.
 */
export function outcomeOf(code: ProblemCode, status: number, method: string): Attempt['outcome'] | undefined {
  if (untold.includes(code)) return undefined;
  if (status === 403) return 'denied';
  return reading.includes(method) ? undefined : 'failed';
}
