import { problems, type Problem, type ProblemCode } from '../../contracts/errors.ts';

/**
 * A refusal with a code from `contracts/errors.ts`; thrown by actions, answered as RFC 9457 problem details.
 * @param detail what exactly, in Chinese; people read it, so no secrets and no internals
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  /** After how many seconds the same request is worth another try; sent as `Retry-After`. */
  readonly retryAfterS: number | undefined;

  constructor(code: ProblemCode, detail?: string, retryAfterS?: number) {
    super(detail === undefined ? problems[code].sentence : `${problems[code].sentence}:${detail}`);
    this.name = 'ProblemError';
    this.code = code;
    this.detail = detail;
    this.retryAfterS = retryAfterS;
  }

  get statusCode(): number {
    return problems[this.code].status;
  }
}

/** Why something may not be, as a rule says it. */
export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}
/** @throws ProblemError where there is an objection */
export function heed(objection: Objection | undefined): void {
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
}

/** The body of a refusal, `application/problem+json`. */
export const problemOf = (code: ProblemCode, detail?: string): Problem => ({
  type: `/problems/${code}`,
  title: problems[code].sentence,
  status: problems[code].status,
  code,
  ...(detail === undefined ? {} : { detail }),
});

interface SchemaFault {
  readonly instancePath?: string;
  readonly message?: string;
  readonly params?: { readonly requiredProperties?: readonly string[] };
}

/** Which field of a request does not keep to its schema, e.g. `body.loginName`; at most three are named. */
export function describeFaults(part: string | undefined, faults: readonly SchemaFault[]): string {
  const names = faults.flatMap((fault) => {
    const base = `${part ?? 'body'}${(fault.instancePath ?? '').replaceAll('/', '.')}`;
    const missing = fault.params?.requiredProperties ?? [];
    return missing.length > 0 ? missing.map((name) => `${base}.${name}`) : [base];
  });
  return [...new Set(names)].slice(0, 3).join(', ');
}

/** Connection lost, refused or exhausted: what the driver and Node say when the database is away. */
const AWAY =
  /^(08[0-9A-Z]{3}|57P0[0-9]|53[0-9A-Z]{3}|55P03|25P0[0-9]|ECONN[A-Z]+|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const AWAY_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool/;

/** Whether an error means that the database cannot be reached or cannot serve just now. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  // A file that is missing carries ENOENT too; only a connection attempt carries `syscall: connect`.
  if (code === 'ENOENT') return (error as { syscall?: unknown }).syscall === 'connect';
  return (typeof code === 'string' && AWAY.test(code)) || AWAY_TEXT.test(error.message);
}
