/**
 * Ends the launcher in order on SIGINT, SIGTERM or SIGHUP; a second SIGINT no longer waits. The children run in groups of
 * their own, so Ctrl-C in a terminal reaches only this process. Answers the function that ends it for another reason.
 */
export function stopOnSignals(stop: () => Promise<void>, say: (line: string) => void): (code: number) => void {
  let isStopping = false;
  const end = (code: number): void => {
    if (isStopping) return;
    isStopping = true;
    void stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Leaving now closes the children's channels: each stops itself.
      if (isStopping && signal === 'SIGINT') process.exit(130);
      if (!isStopping) say('正在停止……');
      end(0);
    });
  }
  return end;
}
