/**
 * Resolves at the first SIGTERM or SIGINT, or when the process that started this one is gone (a started-by-us process
 * has an IPC channel to it). A second signal ends the process at once.
 */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = () => {
      process.on('SIGTERM', () => process.exit(1));
      process.on('SIGINT', () => process.exit(1));
      resolve();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    if (process.connected) process.once('disconnect', stop);
  });
  // The channel would keep this process alive after its work is done.
  if (process.connected) process.disconnect();
}
