import type { BrowserContext, Page } from 'playwright-core';
import { pause, until } from '../helpers/until.ts';

/** What a page holds of the browser's, and would go on holding if nobody let go of it. */
export interface Holdings {
  readonly intervals: number;
  readonly timeouts: number;
  readonly animationFrames: number;
  /** On the window, the document and media queries: those of elements go with their element. */
  readonly listeners: number;
  /** Observers that watch something. */
  readonly observers: number;
  readonly sockets: number;
}

declare global {
  interface Window {
    holdings: () => Holdings;
    /** Deltas that came over the live socket so far. */
    ticks: number;
  }
}

/** Keeps books in every page of the context that is opened from now on. */
export const keepLedger = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const intervals = new Set<number>();
    const timeouts = new Set<number>();
    const frames = new Set<number>();
    const observers = new Set<object>();
    const sockets = new Set<WebSocket>();
    const listeners = new Map<EventTarget, Set<string>>();
    const ids = new WeakMap<object, number>();
    let lastId = 0;
    window.ticks = 0;
    window.holdings = () => ({
      intervals: intervals.size,
      timeouts: timeouts.size,
      animationFrames: frames.size,
      listeners: [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
      observers: observers.size,
      sockets: sockets.size,
    });

    /** Replaces a function of the window by one that is handed the original, ready to be called. */
    type Named =
      | 'setInterval'
      | 'setTimeout'
      | 'clearInterval'
      | 'clearTimeout'
      | 'requestAnimationFrame'
      | 'cancelAnimationFrame';
    type Call = (given: unknown[]) => unknown;
    const replace = (name: Named, by: (call: Call, given: unknown[]) => unknown): void => {
      const original = Reflect.get(window, name) as (...given: unknown[]) => unknown;
      const apply = (_: unknown, __: unknown, given: unknown[]) =>
        by((handed) => Reflect.apply(original, window, handed), given);
      Object.defineProperty(window, name, {
        value: new Proxy(original, { apply }),
        configurable: true,
        writable: true,
      });
    };
    /** Wraps the work so that it strikes itself off the list when it is done. */
    const once =
      (list: Set<number>) =>
      (call: Call, [work, ...more]: unknown[]) => {
        const done = (...given: unknown[]): unknown => {
          list.delete(id);
          return typeof work === 'function' ? Reflect.apply(work, window, given) : undefined;
        };
        const id = Number(call([done, ...more]));
        list.add(id);
        return id;
      };
    const strike =
      (...lists: Set<number>[]) =>
      (call: Call, [id]: unknown[]) => {
        for (const list of lists) list.delete(Number(id));
        return call([id]);
      };
    replace('setInterval', (call, given) => {
      const id = Number(call(given));
      intervals.add(id);
      return id;
    });
    replace('setTimeout', once(timeouts));
    replace('requestAnimationFrame', once(frames));
    replace('clearInterval', strike(intervals, timeouts));
    replace('clearTimeout', strike(intervals, timeouts));
    replace('cancelAnimationFrame', strike(frames));

    type Method = (...given: unknown[]) => unknown;
    type Changed = (at: object | undefined, given: unknown[]) => void;
    const replaceMethod = (kind: object, name: string, change: Changed): void => {
      const methods = kind as Record<string, Method>;
      const original = methods[name];
      if (original === undefined) return;
      const apply = (_: unknown, at: object | undefined, given: unknown[]) => {
        change(at, given);
        return Reflect.apply(original, at, given);
      };
      methods[name] = new Proxy<Method>(original, { apply });
    };
    const isLasting = (target: unknown): target is EventTarget =>
      target === window ||
      target === document ||
      target === document.documentElement ||
      target instanceof MediaQueryList;
    type Option = boolean | AddEventListenerOptions | undefined;
    const keyOf = (type: string, listener: object, option: Option): string => {
      if (!ids.has(listener)) ids.set(listener, (lastId += 1));
      const isEarly = typeof option === 'object' ? option.capture === true : option === true;
      return `${type} ${ids.get(listener)} ${isEarly}`;
    };
    const listen = Reflect.get(EventTarget.prototype, 'addEventListener') as (...given: unknown[]) => void;
    replaceMethod(EventTarget.prototype, 'addEventListener', (at, [type, listener, option]) => {
      const target = at ?? window;
      if (!isLasting(target) || !(listener instanceof Object)) return;
      const key = keyOf(String(type), listener, option as Option);
      const held = listeners.get(target) ?? new Set();
      listeners.set(target, held.add(key));
      if (!(option instanceof Object)) return;
      const { once: isOnce, signal } = option as AddEventListenerOptions;
      const forget = (): void => void held.delete(key);
      if (isOnce === true) Reflect.apply(listen, target, [type, forget, { once: true }]);
      if (signal) Reflect.apply(listen, signal, ['abort', forget]);
    });
    replaceMethod(EventTarget.prototype, 'removeEventListener', (at, [type, listener, option]) => {
      if (listener instanceof Object)
        listeners.get((at ?? window) as EventTarget)?.delete(keyOf(String(type), listener, option as Option));
    });
    const watched = new WeakMap<object, Set<unknown>>();
    for (const { prototype } of [ResizeObserver, IntersectionObserver, MutationObserver]) {
      replaceMethod(prototype, 'observe', (watcher = {}, [target]) => {
        watched.set(watcher, (watched.get(watcher) ?? new Set()).add(target));
        observers.add(watcher);
      });
      replaceMethod(prototype, 'unobserve', (watcher = {}, [target]) => {
        watched.get(watcher)?.delete(target);
        if (watched.get(watcher)?.size === 0) observers.delete(watcher);
      });
      replaceMethod(prototype, 'disconnect', (watcher = {}) => {
        watched.delete(watcher);
        observers.delete(watcher);
      });
    }

    window.WebSocket = new Proxy(window.WebSocket, {
      construct(kind, given: [string]) {
        const socket = new kind(...given);
        sockets.add(socket);
        socket.addEventListener('close', () => sockets.delete(socket));
        // As Engine.IO and Socket.IO write an event without acknowledgement.
        socket.addEventListener('message', ({ data }) => {
          if (typeof data === 'string' && data.startsWith('42["delta"')) window.ticks += 1;
        });
        return socket;
      },
    });
  });

export const ticksOf = (page: Page): Promise<number> => page.evaluate(() => window.ticks);

const STEADY_MS = 4_000;
/** Waits until the page has opened what it opens: sockets, observers and listeners stay as they are. */
export async function seeSteady(page: Page): Promise<void> {
  let before = '';
  let since = Date.now();
  await until('the page is steady', async () => {
    const { sockets, observers, listeners } = await page.evaluate(() => window.holdings());
    const now = [sockets, observers, listeners].join();
    if (now !== before) since = Date.now();
    before = now;
    return Date.now() - since >= STEADY_MS;
  });
}

const LOOKS = 20;
const LOOK_MS = 100;
/** The least of each over two seconds: what comes and goes is not held. */
export async function holdingsOf(page: Page): Promise<Holdings> {
  let least: Holdings | undefined;
  for (let look = 0; look < LOOKS; look += 1) {
    const now = await page.evaluate(() => window.holdings());
    const names = Object.keys(now) as (keyof Holdings)[];
    const before = least ?? now;
    least = Object.fromEntries(names.map((name) => [name, Math.min(before[name], now[name])])) as unknown as Holdings;
    await pause(LOOK_MS);
  }
  if (least === undefined) throw new Error('never looked');
  return least;
}
