import type { Logger } from './logger.ts';

/** Runs `work` every `ms`, never two at a time; its failure is logged and the next turn comes. @returns stops it */
export function every(ms: number, log: Logger, work: () => void | Promise<void>): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    Promise.resolve()
      .then(work)
      .catch((error: Error) => log.warn({ error: error.message }, 'repeated work failed; it is tried again'))
      .finally(() => (busy = false));
  }, ms);
  return () => clearInterval(timer);
}
