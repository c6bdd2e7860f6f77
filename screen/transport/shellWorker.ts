import { cacheName, INDEX_PATH, outdated, sourceOf, type Shell } from './shell.rules.ts';
import { TAKE_OVER } from './shellMessages.ts';

/**
 * The service worker: a wall that is switched on while the network is down still shows its page. Built as a file of its
 * own, with the list of files in place of __SHELL__; it keeps those and nothing else.
 */
declare const __SHELL__: Shell;

/** The little of a service worker's world that is used; TypeScript cannot hold it beside a page's in one project. */
interface Lasting extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}
interface Asking extends Lasting {
  readonly request: Request;
  respondWith: (answer: Promise<Response>) => void;
}
interface World {
  skipWaiting: () => Promise<void>;
  readonly clients: { claim: () => Promise<void> };
  addEventListener: ((name: 'install' | 'activate', listener: (event: Lasting) => void) => void) &
    ((name: 'fetch', listener: (event: Asking) => void) => void) &
    ((name: 'message', listener: (event: MessageEvent<unknown>) => void) => void);
}
const world = self as unknown as World;

const shell = __SHELL__;
const files = new Set(shell.paths);
const open = () => caches.open(cacheName(shell.version));

/** All or nothing: without every file the installation fails, and the browser tries again later. */
async function install(): Promise<void> {
  const cache = await open();
  for (const path of shell.paths) {
    // Built files that an earlier version had too are not fetched again.
    const held = path.startsWith('/assets/') ? await caches.match(path, { ignoreVary: true }) : undefined;
    if (held === undefined) await cache.add(new Request(path, { cache: 'no-cache', credentials: 'omit' }));
    else await cache.put(path, held);
  }
}

async function activate(): Promise<void> {
  for (const name of outdated(await caches.keys(), shell.version)) await caches.delete(name);
  await world.clients.claim();
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await open();
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}

/** A network that swallows packets answers nothing for minutes; the map does not wait for that. */
const PATIENCE_MS = 4000;
async function newest(path: string, request: Request): Promise<Response> {
  const cache = await open();
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) await cache.put(path, answer.clone());
    return answer;
  } catch (error) {
    const held = await cache.match(path, { ignoreVary: true });
    if (held !== undefined) return held;
    throw error;
  }
}

world.addEventListener('install', (event) => event.waitUntil(install()));
world.addEventListener('activate', (event) => event.waitUntil(activate()));
world.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isPage = request.mode === 'navigate';
  const source = sourceOf(
    { method: request.method, path: pathname, isOurs: origin === location.origin, isPage },
    files,
  );
  if (source === 'index') event.respondWith(kept(INDEX_PATH, request));
  if (source === 'kept') event.respondWith(kept(pathname, request));
  if (source === 'newest') event.respondWith(newest(pathname, request));
});
// A newer worker waits until its page is about to load anew: the page that is up keeps the files it was built with.
world.addEventListener('message', (event) => {
  if (event.data === TAKE_OVER) void world.skipWaiting();
});
