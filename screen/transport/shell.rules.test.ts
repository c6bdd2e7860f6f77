import { describe, expect, it } from 'vitest';
import { cacheName, outdated, sourceOf, type Asked } from './shell.rules.ts';

const files = new Set(['/index.html', '/assets/index-a1.js', '/geo/streets.geojson']);
const ask = (path: string, more: Partial<Asked> = {}) =>
  sourceOf({ method: 'GET', path, isOurs: true, isPage: false, ...more }, files);

describe('the source of an answer', () => {
  it('is the index for every page of the screen, known or not', () => {
    for (const path of ['/', '/wall', '/wall/street/320102005000', '/project/P-1'])
      expect(ask(path, { isPage: true })).toBe('index');
  });
  it('is what is kept for built files, and the newest there is for files that may be replaced', () => {
    expect(ask('/assets/index-a1.js')).toBe('kept');
    expect(ask('/geo/streets.geojson')).toBe('newest');
  });
  it.each(['/api/me', '/api/images/abc', '/api/docs', '/socket.io/?EIO=4', '/healthz', '/metrics'])(
    'is the network alone for %s, opened as a page too',
    (path) => {
      expect(ask(path)).toBe('network');
      expect(ask(path, { isPage: true })).toBe('network');
    },
  );
  it('is the network alone for what is not in the build, not of this host or not read', () => {
    expect(ask('/assets/index-b2.js')).toBe('network');
    expect(ask('/assets/index-a1.js', { isOurs: false })).toBe('network');
    expect(ask('/', { method: 'POST', isPage: true })).toBe('network');
  });
});

it('names earlier caches of ours alone as outdated', () => {
  expect(outdated([cacheName('1'), cacheName('2'), 'somebody'], '2')).toEqual([cacheName('1')]);
});
