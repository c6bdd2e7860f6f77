import { expect, it } from 'vitest';
import type { Permission } from '../../../contracts/permissions.ts';
import type { SearchKind, SearchRow } from '../../../contracts/search.ts';
import { groupsOf, wayTo } from './found.rules.ts';

const row = (kind: SearchKind, code: string, projectId: string | null = null, streetCode: string | null = null) =>
  ({ kind, code, name: code, where: '', projectId, streetCode }) satisfies SearchRow;
const ways = (pages: readonly string[], ...permissions: Permission[]) => ({
  permissions,
  posts: [],
  hasPage: (name: string) => pages.includes(name),
});
const all = ways([], 'live.district', 'projects.read', 'live.street', 'devices.read');

it('leads to the page of the project, else of the street', () => {
  expect(wayTo(row('project', 'P-1', 'P-1', 'S'), all)).toEqual({ name: 'project', params: { id: 'P-1' } });
  expect(wayTo(row('device', 'E-1', 'P-1', 'S'), all)).toEqual({ name: 'project', params: { id: 'P-1' } });
  expect(wayTo(row('device', 'E-2', null, 'S'), all)).toEqual({ name: 'street', params: { code: 'S' } });
  expect(wayTo(row('street', 'S', null, 'S'), all)).toEqual({ name: 'street', params: { code: 'S' } });
});

it('leads nowhere without the permission of the page, or while there is no page', () => {
  expect(wayTo(row('device', 'E-2', null, 'S'), ways([], 'projects.read', 'devices.read'))).toBeNull();
  const officer = { ...ways([], 'live.street', 'devices.read'), posts: [{ streetCode: 'S' }] };
  expect(wayTo(row('device', 'E-2', null, 'S'), officer)).not.toBeNull();
  expect(wayTo(row('device', 'E-3', null, 'S-other'), officer)).toBeNull();
  expect(wayTo(row('person', 'zhang'), ways([], 'people.read'))).toBeNull();
  expect(wayTo(row('person', 'zhang'), ways(['admin-people']))).toBeNull();
  expect(wayTo(row('person', 'zhang'), ways(['admin-people'], 'people.read'))).toEqual({
    name: 'admin-people',
    query: { find: 'zhang' },
  });
});

it('puts what can be opened into groups, in the order of the kinds, and numbers it through', () => {
  const rows = [
    row('device', 'E-1', 'P-1'),
    row('person', 'zhang'),
    row('project', 'P-1', 'P-1'),
    row('device', 'E-2', 'P-1'),
  ];
  const groups = groupsOf(rows, all);
  expect(groups.map(({ kind, rows: own }) => [kind, own.map(({ row: { code }, place }) => [code, place])])).toEqual([
    ['project', [['P-1', 0]]],
    [
      'device',
      [
        ['E-1', 1],
        ['E-2', 2],
      ],
    ],
  ]);
});
