/**
 * Does one thing at a time with what comes, and of what came meanwhile only with the newest: however slow `act` is,
 * nothing piles up.
 */
export function newestWins<T>(act: (thing: T) => Promise<void>): { put: (thing: T) => void; forget: () => void } {
  let waiting: { readonly thing: T } | null = null;
  let isBusy = false;
  const work = async (): Promise<void> => {
    isBusy = true;
    while (waiting !== null) {
      const { thing } = waiting;
      waiting = null;
      // A picture that cannot be decoded is skipped; the next one has its turn.
      await act(thing).catch(() => undefined);
    }
    isBusy = false;
  };
  return {
    put: (thing) => {
      waiting = { thing };
      if (!isBusy) void work();
    },
    forget: () => (waiting = null),
  };
}
