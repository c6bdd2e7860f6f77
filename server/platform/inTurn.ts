import type { Logger } from './logger.ts';

/** Longer than any step should take; then the log says which one is waited for. */
const LONG_MS = 6_000;

/** Takes the steps of a stop in the order given, each once the one before is done; one that takes long is named. */
export async function inTurn(
  log: Logger,
  steps: Readonly<Record<string, () => void | PromiseLike<void>>>,
  longMs = LONG_MS,
): Promise<void> {
  for (const [step, take] of Object.entries(steps)) {
    const timer = setTimeout(() => log.warn({ step }, 'stopping waits for this'), longMs);
    try {
      await take();
    } finally {
      clearTimeout(timer);
    }
  }
}
