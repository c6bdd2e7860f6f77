import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

export interface Polled<T> {
  /** The last answer; null before the first one. */
  readonly value: ShallowRef<T | null>;
  /** The last attempt was answered. */
  readonly isFresh: ShallowRef<boolean>;
  /** Asks at once. */
  readonly ask: () => Promise<void>;
}

/** Asks again and again while the calling scope lives and the page is looked at; the last answer stays meanwhile. */
export function usePolled<T>(ms: number, read: () => Promise<T>): Polled<T> {
  const value = shallowRef<T | null>(null);
  const isFresh = shallowRef(true);
  let turn = 0;
  async function ask(): Promise<void> {
    const own = (turn += 1);
    try {
      const answer = await read();
      // What was asked later knows better, whichever answer comes first.
      if (own !== turn) return;
      value.value = answer;
      isFresh.value = true;
    } catch {
      if (own === turn) isFresh.value = false;
    }
  }
  const timer = setInterval(() => document.visibilityState === 'visible' && void ask(), ms);
  onScopeDispose(() => clearInterval(timer));
  void ask();
  return { value, isFresh, ask };
}
