import type { Transaction } from '../../platform/database.ts';
import * as sql from './scores.sql.ts';

/**
 * Has a project's score of a year computed anew, once this transaction commits: the request is part of the change itself.
 * @param cause what changed, in words that the history of the score shows
 */
export async function askScore(tx: Transaction, projectId: string, year: number, cause: string): Promise<void> {
  await tx.run(sql.askScore(projectId, year, cause));
}
