/** Asks again and again until the answer is true; fails with what it waited for. Tests wait for conditions, never for times. */
export async function until(
  what: string,
  ask: () => boolean | Promise<boolean>,
  { timeoutMs = 60_000, everyMs = 50 }: { readonly timeoutMs?: number; readonly everyMs?: number } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let trouble = '';
  for (;;) {
    try {
      if (await ask()) return;
      trouble = '';
    } catch (error) {
      trouble = `: ${(error as Error).message}`;
    }
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs / 1000} s for: ${what}${trouble}`);
    await pause(everyMs);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
