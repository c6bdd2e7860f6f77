/**
 * Clears what this browser keeps of our site (GB/T 22239-2019 8.1.4.10: nothing of a session stays behind). Browsers do
 * it by `Clear-Site-Data` as well, but only where they reach us by https. Never rejects.
 */
export async function forgetEverything(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  try {
    for (const { name } of await indexedDB.databases()) if (name !== undefined) indexedDB.deleteDatabase(name);
    // Only a secure context has these.
    if ('caches' in globalThis) for (const name of await caches.keys()) await caches.delete(name);
  } catch {
    // A browser that keeps nothing (private mode) has nothing to clear.
  }
}
