import { describe, expect, it } from 'vitest';
import {
  pageOfPath,
  parseDwell,
  pathOf,
  progressOf,
  startCarousel,
  stopsOf,
  turnCarousel,
  usualDwell,
  type Carousel,
  type Turn,
} from './carousel.rules.ts';

const stops = stopsOf(['a', 'b']);
const dwell = usualDwell;
const SECOND = 1000;
const start = startCarousel('/wall', 0);
const turn = (held: Carousel, ...turns: Turn[]): Carousel =>
  turns.reduce((before, one) => turnCarousel(before, one, stops, dwell), held);
const ticks = (from: number, seconds: number, isStopped = false): Turn[] =>
  Array.from({ length: seconds }, (_, i) => ({ kind: 'tick', now: (from + i + 1) * SECOND, isStopped }));

describe('the carousel', () => {
  it('stays on each page for its dwell and goes round all of them', () => {
    expect(turn(start, ...ticks(0, 29)).path).toBe('/wall');
    expect(turn(start, ...ticks(0, 30)).path).toBe('/wall/street/a');
    const seen = Array.from({ length: 6 }, (_, round) => turn(start, ...ticks(0, 30 * round)).path);
    expect(seen).toEqual(['/wall', '/wall/street/a', '/wall/street/b', '/wall/projects', '/wall/monitoring', '/wall']);
  });

  it('does not move on hold, and takes up the rest of the page afterwards', () => {
    const held = turn(start, ...ticks(0, 20), { kind: 'hold', now: 20 * SECOND }, ...ticks(20, 300));
    expect(held).toMatchObject({ path: '/wall', isHeld: true });
    const released = turn(held, { kind: 'hold', now: 320 * SECOND });
    expect(turn(released, ...ticks(320, 9)).path).toBe('/wall');
    expect(turn(released, ...ticks(320, 10)).path).toBe('/wall/street/a');
  });

  it('does not move under a lease', () => {
    const leased = turn(start, ...ticks(0, 300, true));
    expect(leased).toMatchObject({ path: '/wall', elapsedMs: 0, isHeld: false });
    expect(turn(leased, ...ticks(300, 30)).path).toBe('/wall/street/a');
  });

  it('goes forward and back by hand, also on hold, and begins that page anew', () => {
    const next = turn(start, ...ticks(0, 20), { kind: 'next', now: 21 * SECOND });
    expect(next).toMatchObject({ path: '/wall/street/a', elapsedMs: 0 });
    expect(turn(next, { kind: 'previous', now: 0 }, { kind: 'previous', now: 0 }).path).toBe('/wall/monitoring');
    const held = turn(start, { kind: 'hold', now: 0 }, { kind: 'next', now: 0 });
    expect(held).toMatchObject({ path: '/wall/street/a', isHeld: true });
  });

  it('goes to a page by its number, and on to the next street when asked again', () => {
    const street: Turn = { kind: 'page', page: 'street', now: 0 };
    expect(turn(start, street).path).toBe('/wall/street/a');
    expect(turn(start, street, street).path).toBe('/wall/street/b');
    expect(turn(start, street, street, street).path).toBe('/wall/street/a');
    expect(turn(start, { kind: 'page', page: 'monitoring', now: 0 }).path).toBe('/wall/monitoring');
  });

  it('goes on from a page somebody chose, and from one that is no stop to the first', () => {
    const chosen = turn(start, { kind: 'arrived', path: '/wall/street/b', now: 0 }, ...ticks(0, 30));
    expect(chosen.path).toBe('/wall/projects');
    const elsewhere = turn(start, { kind: 'arrived', path: '/wall/street/x', now: 0 });
    expect(turn(elsewhere, ...ticks(0, 30)).path).toBe('/wall');
    expect(turn(elsewhere, { kind: 'previous', now: 0 }).path).toBe('/wall/monitoring');
  });

  it('does not race through its pages after a sleep or a change of the clock', () => {
    expect(turn(start, { kind: 'tick', now: 3_600_000, isStopped: false }).path).toBe('/wall');
    expect(turn(start, { kind: 'tick', now: -3_600_000, isStopped: false }).elapsedMs).toBe(0);
  });

  it('shows how much of a page is over', () => {
    expect(progressOf(turn(start, ...ticks(0, 15)), stops, dwell)).toBe(0.5);
  });
});

it('takes a dwell for all pages or one for each, within bounds', () => {
  expect(parseDwell('45')).toEqual({ overview: 45_000, street: 45_000, projects: 45_000, monitoring: 45_000 });
  expect(parseDwell('60,20,45,40')).toEqual({
    overview: 60_000,
    street: 20_000,
    projects: 45_000,
    monitoring: 40_000,
  });
  for (const wrong of ['', '1', '0', '-5', '1.5', '4000', '30,30', 'x', null, undefined])
    expect(parseDwell(wrong)).toBeNull();
});

it('knows pages by their addresses', () => {
  expect(['/', '/wall'].map(pathOf)).toEqual(['/wall', '/wall']);
  expect(['/wall', '/wall/street/a', '/wall/projects', '/wall/monitoring'].map(pageOfPath)).toEqual([
    'overview',
    'street',
    'projects',
    'monitoring',
  ]);
});
