import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LoadNotice, LoadPlan, LoadResult } from "./load/plan.ts";

const LOAD = fileURLToPath(new URL("load/main.ts", import.meta.url));

/** Runs senders in a process of their own; tells when the measured seconds begin and end. */
export async function runLoad(
  plan: LoadPlan,
  moments: { readonly onBegin: () => void; readonly onEnd: () => void },
): Promise<LoadResult> {
  const child = fork(LOAD, [], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit");
  const result = new Promise<LoadResult>((resolve, reject) => {
    child.on("message", (notice: LoadNotice) => {
      switch (notice.kind) {
        case "began":
          moments.onBegin();
          return;
        case "measured":
          moments.onEnd();
          return;
        case "ended":
          resolve(notice.result);
          return;
      }
    });
    void ended.then(() => reject(new Error("the senders ended before they were done")));
  });
  child.send(plan);
  const answered = await result;
  await ended;
  return answered;
}
