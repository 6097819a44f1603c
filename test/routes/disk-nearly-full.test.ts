import { expect, it } from "vitest";
import { inboxWithRoom } from "../../app/pipeline/intake/inbox-with-room.ts";
import { startFront } from "./front-for-test.ts";
import { ENDPOINT, plainEndpoints, plainInbox } from "./plain-ports.ts";
import { recordingLog } from "./recording-log.ts";
import { signed } from "./signed.ts";

it("R8 refuses deliveries while the disk is nearly full, and takes them again by itself", async () => {
  let hasRoom = false;
  const inbox = plainInbox();
  const log = recordingLog();
  const front = await startFront({
    endpoints: plainEndpoints({ endpoint_key: ENDPOINT }),
    inbox: inboxWithRoom(inbox, () => hasRoom),
    log,
  });
  const deliver = () =>
    fetch(`${front.url}/webhooks/oms/endpoint_key`, {
      method: "POST",
      body: "{}",
      headers: signed("{}"),
    });

  const refused = await deliver();
  hasRoom = true;
  const accepted = await deliver();
  await front.close();

  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(accepted.status).toBe(202);
  expect(inbox.messages).toHaveLength(1);
  expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
});
