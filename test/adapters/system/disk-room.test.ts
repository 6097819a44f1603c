import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { watchDiskRoom } from "../../../app/adapters/system/disk-room.ts";
import type { DiskRoom } from "../../../app/adapters/system/disk-room.ts";
import { recordingLog } from "../../routes/recording-log.ts";

const MIB = 1024 * 1024;
const folder = mkdtempSync(path.join(tmpdir(), "handoff-disk-"));
/** A volume of its own; only root may mount one. */
const isMounted = mount();
let disk: DiskRoom | null = null;

afterEach(() => {
  disk?.stop();
  if (isMounted) execFileSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
});

it.skipIf(!isMounted)(
  "sees within moments that a disk is nearly full, and that it is not any more",
  async () => {
    const log = recordingLog();
    disk = await watchDiskRoom(folder, log);
    const hasRoom = () => disk?.hasRoom();
    expect(hasRoom()).toBe(true);

    const file = path.join(folder, "much");
    writeFileSync(file, Buffer.alloc(15 * MIB));
    await expect.poll(hasRoom, { timeout: 5000 }).toBe(false);
    truncateSync(file);
    await expect.poll(hasRoom, { timeout: 5000 }).toBe(true);

    expect(log.lines.map(({ event }) => event)).toEqual([
      "disk.nearly_full",
      "disk.has_room_again",
    ]);
  },
);

function mount(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
