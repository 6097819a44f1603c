import { useState } from "preact/hooks";
import { act, type Act, type Progress } from "./act.ts";

export type { Progress };

/** The two things that take a while, one at a time. */
export function useAction(orderNumber: string) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const begin = (what: Act) => () => {
    void act(orderNumber, what, setProgress);
  };
  return { progress, look: begin("look"), replay: begin("replay") };
}
