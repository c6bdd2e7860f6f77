import type { Actor } from '../../access/audit.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { ImportChange, ImportFault, ImportKind } from '../../../contracts/imports.ts';
import type { Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { Creation } from '../projectFiles/projectFiles.ts';
import { faultAt } from './table.rules.ts';

/** Who brings a table in, and what it is for. */
export interface ImportInput {
  readonly kind: ImportKind;
  readonly personId: number;
  readonly now: Instant;
  readonly hash: string;
  readonly lines: readonly (readonly string[])[];
  readonly year: number;
  /** The draft that a library goes into. */
  readonly template: string;
  readonly version: number;
  /** What entering a project takes. */
  readonly entering: Entering;
}
/** Which street holds a point, and whether a site's devices are heard. */
export type Entering = Pick<Creation, 'streetAt' | 'devicesOnline'>;
/** What a table did, or would do; `undo` is what takes it back. */
export interface Applied {
  readonly rows: readonly { readonly row: number; readonly change: ImportChange; readonly what: string }[];
  readonly faults: readonly ImportFault[];
  readonly undo: unknown;
}
export type Apply = (tx: Transaction, actor: Actor, input: ImportInput) => Promise<Applied>;

export const refused = (faults: readonly ImportFault[]): Applied => ({ rows: [], faults, undo: null });

/**
 * Runs what a row asks for; what the house refuses becomes the row's fault. Refusals come before anything is written: the
 * transaction stays good, and what it did goes back when there is any fault at all.
 */
export async function tryRow<T>(row: number, faults: ImportFault[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    faults.push(faultAt(row, null, 'row-refused', error.detail ?? error.message));
    return undefined;
  }
}
