/** Three beats to a lease of a minute, so that one that is late ends none. */
const MILLISECONDS = 20_000;

/** Has a lease renewed while its unit is worked on, however long that takes; answers how to stop. */
export function heartbeat(
  renew: () => Promise<unknown>,
  failed: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    renew().catch(failed);
  }, MILLISECONDS);
  return () => {
    clearInterval(timer);
  };
}
