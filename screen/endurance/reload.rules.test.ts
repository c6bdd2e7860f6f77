import { describe, expect, it } from 'vitest';
import { hear, reloadReason, SETTLE_MS, type Standing } from './reload.rules.ts';

const at = (text: string): number => Date.parse(`2026-11-${text}:00+08:00`);
const calm: Standing = {
  now: at('24T04:00'),
  bootedAt: at('23T04:00'),
  isLinkUp: true,
  isHeld: false,
  ownVersion: 'a',
  heard: { version: 'a', at: at('23T04:00') },
  tried: null,
};
const reason = (more: Partial<Standing>) => reloadReason({ ...calm, ...more });

describe('the nightly load', () => {
  it('is at 04:00, once', () => {
    expect(reason({ now: at('24T04:00') - 1 })).toBeNull();
    expect(reason({})).toBe('daily');
    expect(reason({ bootedAt: at('24T04:00') })).toBeNull();
  });
  it('waits for the link and for what is cast, until 06:00', () => {
    expect(reason({ isLinkUp: false })).toBeNull();
    expect(reason({ isHeld: true })).toBeNull();
    expect(reason({ now: at('24T05:59') })).toBe('daily');
    expect(reason({ now: at('24T06:00') })).toBeNull();
    expect(reason({ now: at('25T04:00') })).toBe('daily');
  });
});

describe('a new version', () => {
  const noon = { now: at('24T12:00'), bootedAt: at('24T04:00') };
  const heard = { version: 'b', at: noon.now - SETTLE_MS };

  it('is loaded when the server has stood for a moment', () => {
    expect(reason({ ...noon, heard: { version: 'b', at: noon.now - SETTLE_MS + 1 } })).toBeNull();
    expect(reason({ ...noon, heard })).toBe('version');
  });
  it('interrupts nothing', () => {
    expect(reason({ ...noon, heard, isHeld: true })).toBeNull();
    expect(reason({ ...noon, heard, isLinkUp: false })).toBeNull();
  });
  it('is not tried for again at once when loading did not bring it, yet a still newer one is', () => {
    const tried = { version: 'b', at: noon.now - 60_000 };
    expect(reason({ ...noon, heard, tried })).toBeNull();
    expect(reason({ ...noon, heard, tried: { ...tried, at: noon.now - 30 * 60_000 } })).toBe('version');
    expect(reason({ ...noon, heard: { ...heard, version: 'c' }, tried })).toBe('version');
  });
  it('is nothing to a page that has none, as on a development server', () => {
    expect(reason({ ...noon, heard, ownVersion: null })).toBeNull();
    expect(reason({ ...noon, heard: null })).toBeNull();
  });
  it('counts from when it was first heard', () => {
    const first = hear(null, 'b', 1);
    expect(hear(first, 'b', 2)).toBe(first);
    expect(hear(first, 'c', 3)).toEqual({ version: 'c', at: 3 });
  });
});
