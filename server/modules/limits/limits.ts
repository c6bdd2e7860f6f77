import type { Limit } from '../../../contracts/limits.ts';
import type { Runner } from '../../platform/database.ts';
import { selectLimits } from './limits.sql.ts';

/** Every limit with its source and dates, those no longer in force included: old readings are judged by them. */
export const listLimits = (db: Runner): Promise<Limit[]> => db.run<Limit>(selectLimits());
