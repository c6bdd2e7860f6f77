import type { RequestDatabase } from '../../server/platform/database.ts';

const nowhere = (): Promise<never> => Promise.reject(new Error('no database here'));

/** For HTTP servers whose routes ask no database. */
export const noDatabase = { as: (): RequestDatabase => ({ run: nowhere, withTransaction: nowhere }) };
