/** Something to wait for. What rings while nobody waits is not lost: the next wait ends at once. */
export interface Alarm {
  ring(): void;
  /** Resolves when it rings, or after so many milliseconds. */
  wait(milliseconds: number | null): Promise<void>;
}

export function alarm(): Alarm {
  let isRung = false;
  let end: (() => void) | null = null;
  return {
    ring() {
      isRung = true;
      end?.();
    },
    async wait(milliseconds) {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          end = resolve;
          if (milliseconds !== null) setTimeout(resolve, milliseconds).unref();
        });
      }
      isRung = false;
      end = null;
    },
  };
}
