import type { LinkType } from '../../../../contracts/schedules.ts';

/**
 * MSPDI, the XML of Microsoft Project (schema http://schemas.microsoft.com/project): what of it schedules speak of here.
 * Times of day are no matter of ours: a day of work is eight hours, from 8 to 17.
 */
export const NAMESPACE = 'http://schemas.microsoft.com/project';
export const MINUTES_A_DAY = 480;
/** Lags are tenths of minutes. */
export const LAG_A_DAY = MINUTES_A_DAY * 10;
export const linkCodes: Readonly<Record<LinkType, string>> = { FF: '0', FS: '1', SF: '2', SS: '3' };
/** Durations and lags in days. */
export const DAYS_FORMAT = '7';
export const constraint = { asSoonAsPossible: '0', startNoEarlier: '4', finishNoLater: '7' } as const;
export const morningOf = (day: string): string => `${day}T08:00:00`;
export const eveningOf = (day: string): string => `${day}T17:00:00`;
