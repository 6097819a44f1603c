/** One HTTP answer as it came. */
export interface Answer {
  readonly status: number;
  /** Status line and headers. */
  readonly head: string;
  readonly body: string;
  readonly isLast: boolean;
}

const HEAD_END = "\r\n\r\n";

/** Cuts the bytes of a connection into answers. Only bodies with a length are understood; our front sends no others. */
export class AnswerReader {
  #waiting: Buffer = Buffer.alloc(0);

  /** The answers that are complete with these bytes. */
  take(bytes: Buffer): readonly Answer[] {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    const answers: Answer[] = [];
    for (;;) {
      const answer = this.#next();
      if (answer === null) return answers;
      if (answer.status >= 200) answers.push(answer);
    }
  }

  #next(): Answer | null {
    const end = this.#waiting.indexOf(HEAD_END);
    if (end === -1) return null;
    const head = this.#waiting.toString("latin1", 0, end);
    const start = end + HEAD_END.length;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#waiting.length < start + length) return null;
    const body = this.#waiting.toString("utf8", start, start + length);
    this.#waiting = this.#waiting.subarray(start + length);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
    return { status, head, body, isLast: /\r\nconnection: close/i.test(head) };
  }
}
