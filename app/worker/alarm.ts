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
          const timer = milliseconds === null ? null : setTimeout(resolve, milliseconds);
          end = () => {
            if (timer !== null) clearTimeout(timer);
            resolve();
          };
        });
      }
      isRung = false;
      end = null;
    },
  };
}
