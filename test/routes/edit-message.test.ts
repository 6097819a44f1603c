import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as connect from "../../app/routes/connect-source.tsx";
import * as edit from "../../app/routes/edit-message.tsx";
import * as message from "../../app/routes/message.tsx";
import type { NewSecret } from "../../app/domain/source/new-secret.ts";
import type {
  EditableMessage,
  MessageDetail,
  RevealedContent,
} from "../../app/screens/messages/view.ts";
import { type ScreensApp, startScreensApp } from "./screens-app.ts";
import { bodyOf, receive, SHIPPED, SOURCE_FORM, type Visitor, visitor } from "./screens-client.ts";

let app: ScreensApp;
let mine: Visitor;
let theirs: Visitor;
let messageId: string;

const DOMAIN = "mine.myshopify.com";
const STUCK = { ...SHIPPED, status: "unheard of", customer: { email: "ada@example.com" } };

beforeAll(async () => {
  app = await startScreensApp();
  mine = visitor(await app.as(DOMAIN));
  theirs = visitor(await app.as("theirs.myshopify.com"));
  const { made } = await bodyOf<{ made: NewSecret }>(mine.send(connect.action, SOURCE_FORM));
  messageId = await receive(app, { domain: DOMAIN, sourceId: made.sourceId }, STUCK);
});

afterAll(() => app.close());

const params = () => ({ messageId });
const detail = async (id: string) =>
  (await bodyOf<{ message: MessageDetail }>(mine.open(message.loader, "/", { messageId: id })))
    .message;

describe("a stuck message", () => {
  it("hides what is about a person until somebody says why", async () => {
    const shown = JSON.stringify(await detail(messageId));
    expect(shown).toContain("unheard of");
    expect(shown).not.toContain("ada@example.com");
    const form = { action: "reveal", reason: "The customer asks" };
    const { revealed } = await bodyOf<{ revealed: RevealedContent }>(
      mine.send(message.action, form, params()),
    );
    expect(JSON.stringify(revealed.content)).toContain("ada@example.com");
    expect(JSON.parse(revealed.text ?? "")).toEqual(STUCK);
  });

  it("is opened for editing with the mapping in force, and without its content", async () => {
    const opened = await bodyOf<{ message: EditableMessage }>(
      mine.open(edit.loader, "/", params()),
    );
    expect(opened.message).toMatchObject({ id: messageId, isGone: false, live: { version: 1 } });
    expect(JSON.stringify(opened)).not.toContain("ada@example.com");
  });

  it("S81: goes through again as it was edited, as a new message; both lead to each other", async () => {
    const text = JSON.stringify(SHIPPED);
    const answer = await mine.send(edit.action, { action: "send", text }, params());
    expect(answer).toMatchObject({ status: 201, body: { error: null } });
    const { sent } = answer.body as { sent: string };
    await app.interpretAll();
    expect(await detail(sent)).toMatchObject({
      state: "planned",
      via: "replay",
      replayOf: messageId,
      isEdited: true,
      order: { name: "#1001" },
    });
    const original = await detail(messageId);
    expect(original).toMatchObject({ state: "superseded", isEdited: false });
    expect(original.replays).toMatchObject([{ id: sent, isEdited: true, state: "planned" }]);
    const { rows } = await app.database.owner.query(
      "SELECT actor, detail FROM audit_entry WHERE action = 'message.edited' AND subject = $1",
      [messageId],
    );
    expect(rows).toEqual([{ actor: "staff 7", detail: { replay_id: sent } }]);
  });

  it("keeps a text that no mapping can read as a message of its own, and loses nothing", async () => {
    const answer = await mine.send(edit.action, { action: "send", text: "{" }, params());
    const { sent } = answer.body as { sent: string };
    await app.interpretAll();
    expect(await detail(sent)).toMatchObject({
      state: "quarantined",
      reason: { code: "json_syntax" },
      content: { payload: { kind: "unreadable" } },
    });
  });

  it("is not sent without a text, nor one that is too large, nor by another shop", async () => {
    const send = (text: string) => mine.send(edit.action, { action: "send", text }, params());
    expect(await send("")).toMatchObject({ status: 422, body: { error: "invalid" } });
    expect(await send("ä".repeat(600_000))).toMatchObject({
      status: 422,
      body: { error: "too_large" },
    });
    const form = { action: "send", text: "{}" };
    expect(await theirs.send(edit.action, form, params())).toMatchObject({ status: 404 });
    expect(await theirs.open(edit.loader, "/", params())).toMatchObject({ status: 404 });
    const reveal = { action: "reveal", reason: "curiosity" };
    expect(await theirs.send(edit.action, reveal, params())).toMatchObject({ status: 404 });
  });
});
