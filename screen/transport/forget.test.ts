import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { draftsOf, forgetDraftsOfOthers, forgetEverything } from './forget.ts';

/** A browser's storage as far as it is used: its keys are its own properties. */
class Kept {
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
  clear(): void {
    for (const key of Object.keys(this)) this.removeItem(key);
  }
}
const [own, other] = [draftsOf('李四'), draftsOf('王五')];
let kept: Kept;
let databases: string[];

beforeEach(() => {
  kept = Object.assign(new Kept(), {
    'wall-dwell': '30',
    [`${own}report/P-1/5`]: '{}',
    [`${other}inspection/new`]: '{}',
  });
  databases = ['kept-state', own, other];
  vi.stubGlobal('localStorage', kept);
  vi.stubGlobal('sessionStorage', new Kept());
  vi.stubGlobal('indexedDB', {
    databases: () => Promise.resolve(databases.map((name) => ({ name, version: 1 }))),
    deleteDatabase: (gone: string) => (databases = databases.filter((name) => name !== gone)),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('nothing stays of somebody who leaves', async () => {
  await forgetEverything();
  expect([Object.keys(kept), databases]).toEqual([[], []]);
});

it('of a session that ran out, what its holder was writing stays, and nothing else', async () => {
  await forgetEverything({ draftsOf: '李四' });
  expect([Object.keys(kept), databases]).toEqual([[`${own}report/P-1/5`], [own]]);
});

it('whoever comes finds their own drafts and nobody else’s', async () => {
  await forgetDraftsOfOthers('李四');
  expect(Object.keys(kept)).toEqual(['wall-dwell', `${own}report/P-1/5`]);
  expect(databases).toEqual(['kept-state', own]);
});
