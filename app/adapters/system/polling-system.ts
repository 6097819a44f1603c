import type { Pause, ReadAnswer } from "../../pipeline/ports.ts";
import { threadedPageReader } from "./page-reader/page-reader.ts";
import { systemPause } from "./pause.ts";

/** What polling takes of the machine: its time, and a thread that reads pages. */
export function pollingSystem(): { readonly pause: Pause; readonly readAnswer: ReadAnswer } {
  return { pause: systemPause, readAnswer: threadedPageReader() };
}
