import type { Logger } from './logger.ts';

/** Work that is never done twice at a time; its failure is logged and the next turn comes. */
function turnsOf(log: Logger, work: () => void | Promise<void>): () => void {
  let busy = false;
  return () => {
    if (busy) return;
    busy = true;
    Promise.resolve()
      .then(work)
      .catch((error: Error) => log.warn({ error: error.message }, 'repeated work failed; it is tried again'))
      .finally(() => (busy = false));
  };
}

/** Runs `work` every `ms`, never two at a time; its failure is logged and the next turn comes. @returns stops it */
export function every(ms: number, log: Logger, work: () => void | Promise<void>): () => void {
  const timer = setInterval(turnsOf(log, work), ms);
  return () => clearInterval(timer);
}

/** Runs `work` once for all calls within `ms`, never two at a time: a call while it runs has it run once more. */
export function gather(ms: number, log: Logger, work: () => void | Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  const run = (): void => {
    timer = undefined;
    if (busy) return call();
    busy = true;
    Promise.resolve()
      .then(work)
      .catch((error: Error) =>
        log.warn({ error: error.message }, 'gathered work failed; the next turn makes up for it'),
      )
      .finally(() => (busy = false));
  };
  const call = (): void => {
    timer ??= setTimeout(run, ms).unref();
  };
  return call;
}

/** The same, the first turn at once. */
export function nowAndEvery(ms: number, log: Logger, work: () => void | Promise<void>): () => void {
  const turn = turnsOf(log, work);
  turn();
  const timer = setInterval(turn, ms);
  return () => clearInterval(timer);
}
