/** Prints the one machine-readable line a starter waits for. */
export function announce(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Exit code after the engine broke beyond repair (EX_SOFTWARE): start the process again. */
export const EXIT_BROKEN = 70;
/** Exit code when starting again cannot help (EX_CONFIG): the directory or the port is taken, a setting is wrong. */
export const EXIT_REFUSED = 78;

/** Ends the process with a reason the starter can print. */
export function giveUp(reason: unknown, code = EXIT_BROKEN): never {
  const text = reason instanceof Error ? reason.message : String(reason);
  process.stderr.write(`${JSON.stringify({ fatal: text })}\n`);
  process.exit(code);
}

/**
 * Runs `stop` once when the process is asked to end: SIGTERM, SIGINT, or its parent gone (IPC channel closed), so that
 * no orphan survives a killed launcher. Exits 0 afterwards, or by force after `graceMs`.
 */
export function onStopRequested(stop: () => Promise<void>, graceMs = 8_000): void {
  let isStopping = false;
  const begin = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => giveUp(error, 1),
    );
  };
  process.on('SIGTERM', begin);
  process.on('SIGINT', begin);
  if (process.channel) {
    process.on('disconnect', begin);
    // The channel alone must not keep a finished process alive.
    process.channel.unref();
  }
}
