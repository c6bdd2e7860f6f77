import type { Statement } from '../../platform/database.ts';

export const selectStreets = (): Statement => ({ text: `select code, name from streets order by code` });
