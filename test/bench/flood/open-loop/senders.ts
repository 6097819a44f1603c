import { openConnection } from "../../intake/load/connection.ts";
import type { Answer } from "../../intake/load/connection.ts";
import type { DeliveryPool } from "../../intake/load/delivery-pool.ts";
import type { OpenPlan } from "./plan.ts";

/** Connections, as many as are needed and no more than allowed. */
export interface Senders {
  /** Sends the delivery of this number; false where no connection is free. */
  send(number: number): boolean;
  /** Sees to it that so many more connections are coming, as far as there may be more. */
  openFor(deliveries: number): void;
  /** How many wait for an answer. */
  readonly busy: number;
  /** How many there are. */
  readonly count: number;
  close(): void;
}

export interface SenderEvents {
  readonly onAnswer: (number: number, answer: Answer) => void;
  readonly onBroken: (number: number) => void;
  /** A new connection is there. */
  readonly onFree: () => void;
}

interface Sender {
  readonly isFree: boolean;
  send(number: number): void;
  close(): void;
}

export function senders(
  { port, mostConnections }: Pick<OpenPlan, "port" | "mostConnections">,
  pool: DeliveryPool,
  events: SenderEvents,
): Senders {
  const all: Sender[] = [];
  /** Each is used in its turn, so that all shops get the same. */
  const free = new Set<Sender>();
  let coming = 0;
  let busy = 0;

  function open(): void {
    const template = pool.template(all.length);
    let current = 0;
    let isNew = true;
    const connection = openConnection(port, {
      onUp() {
        if (isNew) coming -= 1;
        isNew = false;
        free.add(sender);
        events.onFree();
      },
      onAnswer(answer) {
        busy -= 1;
        if (connection.isFree) free.add(sender);
        events.onAnswer(current, answer);
      },
      onBroken() {
        busy -= 1;
        events.onBroken(current);
      },
    });
    const sender: Sender = {
      get isFree() {
        return connection.isFree;
      },
      send(number) {
        current = number;
        busy += 1;
        connection.send(template.next());
      },
      close: () => connection.close(),
    };
    all.push(sender);
  }

  return {
    send(number) {
      for (const sender of free) {
        free.delete(sender);
        if (!sender.isFree) continue; // closed while it was idle: it is listed again when it is back
        sender.send(number);
        return true;
      }
      return false;
    },
    openFor(deliveries) {
      while (coming < deliveries && all.length < mostConnections) {
        coming += 1;
        open();
      }
    },
    get busy() {
      return busy;
    },
    get count() {
      return all.length;
    },
    close() {
      for (const sender of all) sender.close();
    },
  };
}
