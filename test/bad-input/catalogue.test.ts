import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BadInput } from "./bad-input.ts";
import { CATALOGUE } from "./catalogue/index.ts";
import { BODY, senderFor } from "./sender.ts";
import { sendRaw } from "../routes/raw-http.ts";
import { startReceivingApp } from "./receiving-app.ts";
import type { ReceivingApp } from "./receiving-app.ts";

let app: ReceivingApp;

beforeAll(async () => {
  app = await startReceivingApp();
});

afterAll(async () => {
  await app.close();
});

const CASES = CATALOGUE.map((input, at): [string, BadInput, string] => [
  `${String(input.row)} ${input.title}`,
  input,
  `msg_${String(at)}`,
]);

const OTHER_BODY = BODY.replace("shipped", "delivered");

describe("bad input", () => {
  it.each(CASES)("row %s", async (_title, input, id) => {
    const before = await app.messageCount();
    const sent = input.sends(senderFor(id));

    const answer = await sendRaw(app.port, sent);

    const { status, code, unusable, message, head } = input.answer;
    expect(answer.status, answer.all).toBe(status);
    if (code !== undefined) expect(JSON.parse(answer.body)).toMatchObject({ error: { code } });
    if (unusable !== undefined) {
      const told = { outcome: "quarantined", code: unusable };
      expect(JSON.parse(answer.body)).toMatchObject(told);
    }
    if (message !== undefined) expect(answer.body).toMatch(message);
    if (head !== undefined) expect(answer.head).toMatch(head);
    expect(answer.body).not.toMatch(/<script|stack|node:internal/i);

    switch (input.stored) {
      case "nothing":
        expect(await app.messageCount()).toBe(before);
        return;
      case "as_sent": {
        const { id: messageId } = JSON.parse(answer.body) as { id: string };
        expect(await app.messageCount()).toBe(before + 1);
        const body = await app.storedBody(messageId);
        expect(Buffer.from(sent).subarray(-body.length).equals(body)).toBe(true);
        if (input.ends !== undefined) expect(await app.endOf(messageId)).toMatchObject(input.ends);
      }
    }
  });

  it("row 95 other content under a known id is kept once, and each answer names the message that keeps it", async () => {
    const send = async (body: string) => {
      const answer = await sendRaw(app.port, senderFor("reused").request({ body }));
      return JSON.parse(answer.body) as { readonly id: string; readonly outcome: string };
    };
    await send(BODY);
    const other = await send(OTHER_BODY);
    const again = await send(OTHER_BODY);

    expect(again).toMatchObject({ id: other.id, outcome: "quarantined" });
    expect((await app.storedBody(again.id)).toString()).toBe(OTHER_BODY);
  });

  it("row 45 what a strict endpoint answered with 422 is kept once, however often it is sent again", async () => {
    const before = await app.messageCount();
    const send = () => sendRaw(app.port, senderFor("broken").request({ to: "strict", body: "{" }));
    const [first, again] = [await send(), await send()];

    expect(first.status).toBe(422);
    expect([again.status, again.body]).toEqual([422, first.body]);
    expect(await app.messageCount()).toBe(before + 1);
  });

  it("row 95 a strict endpoint tells of other content under a known id, and of both that are kept", async () => {
    const send = (body: string) =>
      sendRaw(app.port, senderFor("reused").request({ to: "strict", body }));
    const first = JSON.parse((await send(BODY)).body) as { readonly id: string };
    const other = await send(OTHER_BODY);

    expect(other.status).toBe(422);
    const told = { outcome: "quarantined", code: "id_reuse_conflict", first_id: first.id };
    expect(JSON.parse(other.body)).toMatchObject(told);
  });

  it("never is our fault: no answer was a 500 and nothing was logged as an error", () => {
    expect(app.errors()).toEqual([]);
  });
});
