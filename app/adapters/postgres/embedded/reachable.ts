import { stat } from "node:fs/promises";
import path from "node:path";
import type { ServerUser } from "./server-user.ts";

const OWNER_ENTERS = 0o100;
const GROUP_ENTERS = 0o010;
const OTHERS_ENTER = 0o001;

/**
 * The first folder on the way to `target` that the user may not enter; null
 * where the way is free. Folders that do not exist yet are ours to make.
 */
export async function closedFolder(target: string, user: ServerUser): Promise<string | null> {
  for (const folder of waysTo(path.resolve(target))) {
    const stats = await stat(folder).catch(() => null);
    if (stats === null) return null;
    if (stats.isDirectory() && !mayEnter(stats, user)) return folder;
  }
  return null;
}

function mayEnter(
  { uid, gid, mode }: { readonly uid: number; readonly gid: number; readonly mode: number },
  user: ServerUser,
): boolean {
  if (uid === user.uid) return (mode & OWNER_ENTERS) !== 0;
  if (gid === user.gid) return (mode & GROUP_ENTERS) !== 0;
  return (mode & OTHERS_ENTER) !== 0;
}

/** `/`, `/a`, `/a/b` … */
function waysTo(target: string): readonly string[] {
  const parent = path.dirname(target);
  return parent === target ? [target] : [...waysTo(parent), target];
}
