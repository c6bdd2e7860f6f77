import type { RequestDatabase } from '../../server/platform/database.ts';

const nowhere = (): Promise<never> => Promise.reject(new Error('no database here'));

/** For HTTP servers whose routes ask no database. */
export const noDatabase = { as: (): RequestDatabase => ({ run: nowhere, withTransaction: nowhere }) };

/** For HTTP servers to whom nobody ever comes. */
export const nobodyKnown = {
  resolveSession: () => Promise.resolve(undefined),
  refusalOf: () => Promise.resolve('not-signed-in' as const),
};
