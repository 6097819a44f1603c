import { openedByFrame, type Envelope, type FrameMessage, type ShellMessage } from "../messages.ts";

type Asked = Extract<FrameMessage, { kind: "request" }>["what"];

/** The frame's line to the admin page around it. */
export class ShellLink {
  readonly #origin: string;
  readonly #waiting = new Map<number, (value: unknown) => void>();
  readonly #listeners: ((message: ShellMessage) => void)[] = [];
  #nextId = 1;

  constructor(origin: string) {
    this.#origin = origin;
    addEventListener("message", (event) => {
      if (event.source !== parent || event.origin !== origin) return;
      const message = openedByFrame(event.data);
      if (message !== null) this.#receive(message);
    });
  }

  tell(message: FrameMessage): void {
    if (parent === window) return;
    const envelope: Envelope<FrameMessage> = { sandboxAdmin: message };
    parent.postMessage(envelope, this.#origin);
  }

  async ask(what: Asked): Promise<unknown> {
    const id = this.#nextId++;
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.tell({ kind: "request", id, what });
    return await answer;
  }

  listen(listener: (message: ShellMessage) => void): void {
    this.#listeners.push(listener);
  }

  #receive(message: ShellMessage): void {
    if (message.kind === "answer") {
      this.#waiting.get(message.id)?.(message.value);
      this.#waiting.delete(message.id);
      return;
    }
    for (const listener of this.#listeners) listener(message);
  }
}
