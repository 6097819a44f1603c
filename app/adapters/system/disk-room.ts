import { statfs } from "node:fs/promises";
import type { Log } from "../../pipeline/ports.ts";

/** Whether there is room on the volume of a folder for more than what must be written anyway. */
export interface DiskRoom {
  hasRoom(): boolean;
  /** As last looked up. */
  freeBytes(): number;
  stop(): void;
}

const LOOK_MILLISECONDS = 1000;
const GIB = 1024 ** 3;
/** Of a small volume; of a large one a gibibyte is enough for PostgreSQL to come back and work its queues off. */
const LEAST_SHARE = 0.1;

/**
 * Looks every second. A database that runs full may not even start again, so
 * what may be refused must be refused before. Rejects where the folder is none.
 */
export async function watchDiskRoom(folder: string, log: Log): Promise<DiskRoom> {
  let room = await look(folder);
  const timer = setInterval(() => {
    look(folder).then(tell, ignore);
  }, LOOK_MILLISECONDS);
  timer.unref();

  function tell(now: Room): void {
    const before = room;
    room = now;
    if (before.isEnough === now.isEnough) return;
    const fields = { free_bytes: now.free, needed_bytes: now.needed };
    if (now.isEnough) log.info("disk.has_room_again", fields);
    else log.warn("disk.nearly_full", fields);
  }

  return {
    hasRoom: () => room.isEnough,
    freeBytes: () => room.free,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** A look that fails tells nothing new; whether the database can write, the database tells. */
function ignore(): void {
  return;
}

interface Room {
  readonly free: number;
  readonly needed: number;
  readonly isEnough: boolean;
}

async function look(folder: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const needed = Math.min(GIB, blocks * bsize * LEAST_SHARE);
  return { free, needed, isEnough: free >= needed };
}
