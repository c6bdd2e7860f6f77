import type { Street } from '../../../contracts/streets.ts';
import type { Runner } from '../../platform/database.ts';
import { selectStreets } from './streets.sql.ts';

/** The district's streets by code. */
export const listStreets = (db: Runner): Promise<Street[]> => db.run<Street>(selectStreets());
