import { describe, expect, it } from 'vitest';
import type { Permission } from '../../contracts/permissions.ts';
import { navWords } from '../words/admin.ts';
import { navEntries, type NavEntry } from './nav.ts';
import { lineAbove, pageAt, pagesOf, visibleEntries } from './nav.rules.ts';
import { adminPages } from './routes.ts';

describe('the navigation', () => {
  const entries: NavEntry[] = [
    { key: 'home', icon: 'home', path: '/admin', permission: 'signedIn' },
    {
      key: 'walls',
      icon: 'screen',
      pages: [
        { key: 'walls', path: '/admin/a', permission: 'walls.manage' },
        { key: 'district', path: '/admin/a/b', permission: 'audit.read' },
      ],
    },
    { key: 'district', icon: 'pulse', path: '/', permission: 'live.district' },
  ];
  const shown = (...held: Permission[]) => pagesOf(visibleEntries(entries, held)).map(({ path }) => path);

  it('shows what the viewer may open, and no group without a page', () => {
    expect(shown()).toEqual(['/admin']);
    expect(shown('audit.read')).toEqual(['/admin', '/admin/a/b']);
    expect(shown('live.district')).toEqual(['/admin', '/']);
    expect(visibleEntries(entries, [])).toHaveLength(1);
  });
  it('knows where one is, below a page too, and nowhere else', () => {
    const at = (address: string) => pageAt(entries, address)?.path;
    expect(at('/admin')).toBe('/admin');
    expect(at('/admin/a/b/17')).toBe('/admin/a/b');
    expect(at('/admin/a/c')).toBe('/admin/a');
    expect(at('/street/1')).toBeUndefined();
  });
  it('tells the group above a page, the first page above one without, and nothing above that', () => {
    const above = (address: string) => lineAbove(entries, address)?.key;
    expect(above('/admin/a/b/17')).toBe('walls');
    expect(above('/account')).toBe('home');
    expect(above('/admin')).toBeUndefined();
  });
  it('leads to pages that exist, under the permission that the page itself asks for', () => {
    const inFrame = pagesOf(navEntries).filter(({ path }) => path !== '/');
    const asked = inFrame.map(({ path }) => adminPages.find((page) => page.path === path)?.meta?.permission);
    expect(asked).toEqual(inFrame.map(({ permission }) => permission));
    expect(inFrame.length).toBeGreaterThan(1);
  });
  it('has a word for each line', () => {
    expect(navEntries.filter(({ key }) => navWords[key] === undefined)).toEqual([]);
  });
});
