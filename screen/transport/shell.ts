import { SHELL_VERSION_META, SHELL_WORKER_PATH } from '../../contracts/shell.ts';
import { outdated } from './shell.rules.ts';
import { TAKE_OVER } from './shellMessages.ts';

/** Version of the screen that this page was built as; null on a development server. */
export const shellVersion = (): string | null =>
  document.querySelector<HTMLMetaElement>(`meta[name="${SHELL_VERSION_META}"]`)?.content ?? null;

/** Absent on plain http from another machine: browsers keep workers for https and localhost. */
const workers = (): ServiceWorkerContainer | undefined =>
  'serviceWorker' in navigator ? navigator.serviceWorker : undefined;

/** Makes this screen start from its own files from now on. */
export async function keepShell(): Promise<void> {
  if (shellVersion() === null) return;
  await workers()?.register(SHELL_WORKER_PATH, { updateViaCache: 'none' });
}

/** Undoes `keepShell`: a screen that is a wall no more asks the server again. */
export async function forgetShell(): Promise<void> {
  for (const registration of (await workers()?.getRegistrations()) ?? []) await registration.unregister();
  if (workers() !== undefined) for (const name of outdated(await caches.keys(), '')) await caches.delete(name);
}

const INSTALL_MS = 120_000;
const TAKE_OVER_MS = 5_000;

/** Fetches the newest files, if there are newer ones, and lets them serve the next load of the page. Never rejects. */
export async function renewShell(): Promise<void> {
  try {
    const registration = await workers()?.getRegistration();
    if (registration === undefined) return;
    await registration.update();
    const coming = registration.installing;
    if (coming) await changed(coming, 'statechange', () => coming.state !== 'installing', INSTALL_MS);
    const waiting = registration.waiting;
    if (waiting === null) return;
    waiting.postMessage(TAKE_OVER);
    await changed(waiting, 'statechange', () => waiting.state === 'activated', TAKE_OVER_MS);
  } catch (error) {
    // The page then loads from the files it has, or from the server.
    console.warn(error);
  }
}

function changed(target: EventTarget, event: string, isSo: () => boolean, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      target.removeEventListener(event, look);
      resolve();
    };
    const look = (): void => void (isSo() && end());
    const timer = setTimeout(end, limitMs);
    target.addEventListener(event, look);
    look();
  });
}
