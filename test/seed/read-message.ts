import { interpret } from "../../app/domain/mapping/interpret.ts";
import { interpretMessage } from "../../app/pipeline/4-interpret.ts";
import type {
  FoldRequest,
  FoldUpdates,
  Messages,
  Settlement,
  StoredMessage,
} from "../../app/pipeline/ports.ts";
import type { SeededSource } from "./world.ts";

/** What the worker's own code made of a message. */
export type Read =
  | { readonly kind: "settled"; readonly settlement: Settlement }
  | { readonly kind: "folded"; readonly request: FoldRequest; readonly fold: FoldUpdates };

/** Has the pipeline read one message, and writes nothing. */
export async function readMessage(message: StoredMessage, source: SeededSource): Promise<Read> {
  const reads: Read[] = [];
  const { id: messageId, shopId, receivedAt } = message;
  const messages: Messages = {
    claim: () => Promise.resolve([]),
    load: () => Promise.resolve(message),
    mapping: () => Promise.resolve(source.version),
    defer: () => Promise.resolve(),
    settle: (_claim, settlement) => {
      reads.push({ kind: "settled", settlement });
      return Promise.resolve();
    },
    fold: (request, fold) => {
      reads.push({ kind: "folded", request, fold });
      return Promise.resolve();
    },
  };
  await interpretMessage(
    { messageId, shopId, receivedAt, leaseToken: "0", attempts: 0, lost: 0 },
    {
      messages,
      interpret: (payload, { mapping, statusMap }) =>
        Promise.resolve(interpret(payload, mapping, statusMap)),
    },
  );
  const [read] = reads;
  if (read === undefined) throw new Error(`message ${messageId} was neither settled nor folded`);
  return read;
}
