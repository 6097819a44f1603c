import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The open connections of a server, and what each is about. */
export interface Connections {
  /** Has the answers that are still to be made say that their connection closes. */
  closeAfterAnswers(): void;
  /** Ends those on which no whole request has come: no answer of theirs is being made. */
  endUnasked(): void;
}

/** Watches from now on; to be called before the server listens. */
export function watchConnections(server: Server): Connections {
  const open = new Set<Socket>();
  const latest = new WeakMap<Socket, ServerResponse>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  server.on("request", ({ socket }, response) => latest.set(socket, response));
  server.on("checkContinue", ({ socket }, response) => latest.set(socket, response));
  return {
    closeAfterAnswers() {
      for (const socket of open) {
        const response = latest.get(socket);
        if (response?.headersSent === false) response.setHeader("connection", "close");
      }
    },
    endUnasked() {
      for (const socket of open) {
        if (!isAnswering(latest.get(socket))) socket.destroy();
      }
    },
  };
}

function isAnswering(response: ServerResponse | undefined): boolean {
  return response !== undefined && !response.writableFinished && response.req.complete;
}
