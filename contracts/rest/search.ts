import { Type } from 'typebox';
import { SearchRow } from '../search.ts';
import { list, routes } from './route.ts';

/** Finding things by name or code, whatever they are. */
export const searchRoutes = routes({
  search: {
    method: 'GET',
    path: '/api/search',
    permission: 'signedIn',
    summary: '按名称或编号查找项目、街道、工地、设备、单位与人员',
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 40 }) }),
    reply: list(SearchRow),
  },
});
