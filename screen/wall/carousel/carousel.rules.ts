import type { Instant } from '../../../contracts/glossary.ts';

/** Pages of the wall as its header names them; the last two belong to modules that are not in operation. */
export const wallPages = ['overview', 'street', 'projects', 'monitoring', 'warnings', 'results'] as const;
export type WallPageKey = (typeof wallPages)[number];
/** Pages that exist, in the order in which they are shown. */
export const shownPages = ['overview', 'street', 'projects', 'monitoring'] as const satisfies readonly WallPageKey[];
export type ShownPage = (typeof shownPages)[number];

/** Where the carousel halts: one page, one address. */
export interface Stop {
  readonly page: ShownPage;
  readonly path: string;
}
export const OVERVIEW_PATH = '/wall';
export const streetPath = (code: string): string => `/wall/street/${code}`;

export const stopsOf = (streetCodes: readonly string[]): Stop[] => [
  { page: 'overview', path: OVERVIEW_PATH },
  ...streetCodes.map((code): Stop => ({ page: 'street', path: streetPath(code) })),
  { page: 'projects', path: '/wall/projects' },
  { page: 'monitoring', path: '/wall/monitoring' },
];

/** `/` is the overview under its other name. */
export const pathOf = (address: string): string => (address === '/' ? OVERVIEW_PATH : address);

/** Milliseconds each page stays. */
export type Dwell = Readonly<Record<ShownPage, number>>;
const DWELL_S = { usual: 30, least: 2, most: 3600 };
const evenly = (seconds: number): Dwell => dwellFrom([seconds, seconds, seconds, seconds]);
const dwellFrom = (seconds: readonly number[]): Dwell =>
  Object.fromEntries(shownPages.map((page, i) => [page, (seconds[i] ?? DWELL_S.usual) * 1000])) as Dwell;
export const usualDwell: Dwell = evenly(DWELL_S.usual);

/** `45`, or one number of seconds a page in their order: `60,20,45,45`. Null for anything else. */
export function parseDwell(text: string | null | undefined): Dwell | null {
  const seconds = (text ?? '').split(',').map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  if (!seconds.every((s) => s >= DWELL_S.least && s <= DWELL_S.most)) return null;
  if (seconds.length === 1) return evenly(seconds[0] ?? DWELL_S.usual);
  return seconds.length === shownPages.length ? dwellFrom(seconds) : null;
}

export interface Carousel {
  readonly path: string;
  /** How long the page has been shown; time on hold or under a lease does not count. */
  readonly elapsedMs: number;
  readonly seenAt: Instant;
  readonly isHeld: boolean;
}
export const startCarousel = (path: string, now: Instant): Carousel => ({
  path,
  elapsedMs: 0,
  seenAt: now,
  isHeld: false,
});

export type Turn =
  /** A second passed. `isStopped`: someone's lease, or a screen that does not rotate. */
  | { readonly kind: 'tick'; readonly now: Instant; readonly isStopped: boolean }
  | { readonly kind: 'next' | 'previous' | 'hold'; readonly now: Instant }
  | { readonly kind: 'page'; readonly page: ShownPage; readonly now: Instant }
  /** The page was changed from elsewhere: a street chosen on the map, a page sent to this wall. */
  | { readonly kind: 'arrived'; readonly path: string; readonly now: Instant };

/** A screen that slept counts no more than this at once: it does not run through its pages when it wakes. */
const MOST_PER_TICK_MS = 5000;

/** The carousel after a turn. Where it then stands is where the page is to go. */
export function turnCarousel(held: Carousel, turn: Turn, stops: readonly Stop[], dwell: Dwell): Carousel {
  const { now } = turn;
  const goTo = (path: string): Carousel => ({ ...held, path, elapsedMs: 0, seenAt: now });
  switch (turn.kind) {
    case 'hold':
      return { ...held, isHeld: !held.isHeld, seenAt: now };
    case 'arrived':
      return turn.path === held.path ? held : goTo(turn.path);
    case 'next':
      return goTo(stopBeside(held.path, 1, stops));
    case 'previous':
      return goTo(stopBeside(held.path, -1, stops));
    case 'page':
      return goTo(nextOf(turn.page, held.path, stops));
    case 'tick': {
      if (held.isHeld || turn.isStopped) return { ...held, seenAt: now };
      const elapsedMs = held.elapsedMs + Math.min(MOST_PER_TICK_MS, Math.max(0, now - held.seenAt));
      return elapsedMs < dwellOf(held.path, stops, dwell)
        ? { ...held, elapsedMs, seenAt: now }
        : goTo(stopBeside(held.path, 1, stops));
    }
  }
}

/** From a page that is no stop both ways lead to the ends. */
function stopBeside(path: string, step: 1 | -1, stops: readonly Stop[]): string {
  const at = stops.findIndex((stop) => stop.path === path);
  const next = at < 0 && step < 0 ? stops.length - 1 : (at + step + stops.length) % stops.length;
  return stops[next]?.path ?? path;
}

/** The page's next stop after this one: asked for again, 街道 goes on to the next street. */
function nextOf(page: ShownPage, path: string, stops: readonly Stop[]): string {
  const at = stops.findIndex((stop) => stop.path === path);
  const ahead = [...stops.slice(at + 1), ...stops.slice(0, at + 1)];
  return ahead.find((stop) => stop.page === page)?.path ?? path;
}

const dwellOf = (path: string, stops: readonly Stop[], dwell: Dwell): number =>
  dwell[stops.find((stop) => stop.path === path)?.page ?? 'overview'];

/** Share of the page's time that is over, 0..1. */
export const progressOf = ({ path, elapsedMs }: Carousel, stops: readonly Stop[], dwell: Dwell): number =>
  Math.min(1, elapsedMs / dwellOf(path, stops, dwell));

/** The page of the header that an address belongs to. */
export function pageOfPath(path: string): ShownPage {
  if (path.startsWith('/wall/street/')) return 'street';
  if (path === '/wall/projects') return 'projects';
  return path === '/wall/monitoring' ? 'monitoring' : 'overview';
}
