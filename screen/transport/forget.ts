/**
 * What somebody was writing when there was no network, under the name of whoever wrote it. It outlasts a session that ran
 * out by itself, as sessions do in the field, and nothing else: it goes when its author leaves, or somebody else comes.
 */
export const draftsOf = (person: string): string => `draft/${encodeURIComponent(person)}/`;
const anyDraft = 'draft/';

async function removeDatabases(isGone: (name: string) => boolean): Promise<void> {
  for (const { name } of await indexedDB.databases())
    if (name !== undefined && isGone(name)) indexedDB.deleteDatabase(name);
}
function removeKeys(isGone: (key: string) => boolean): void {
  for (const key of Object.keys(localStorage)) if (isGone(key)) localStorage.removeItem(key);
}

/**
 * Clears what this browser keeps of our site (GB/T 22239-2019 8.1.4.10: nothing of a session stays behind). Browsers do
 * it by `Clear-Site-Data` as well, but only where they reach us by https. Never rejects.
 */
export async function forgetEverything(spared: { readonly draftsOf: string } | null = null): Promise<void> {
  const isGone = (key: string) => spared === null || !key.startsWith(draftsOf(spared.draftsOf));
  removeKeys(isGone);
  sessionStorage.clear();
  try {
    await removeDatabases(isGone);
    // Only a secure context has these.
    if ('caches' in globalThis) for (const name of await caches.keys()) await caches.delete(name);
  } catch {
    // A browser that keeps nothing (private mode) has nothing to clear.
  }
}

/** Somebody is here: what others were writing at this machine is none of theirs. Never rejects. */
export async function forgetDraftsOfOthers(person: string): Promise<void> {
  const isGone = (key: string) => key.startsWith(anyDraft) && !key.startsWith(draftsOf(person));
  removeKeys(isGone);
  await removeDatabases(isGone).catch(() => undefined);
}
