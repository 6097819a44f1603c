import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { withoutNul } from "../app/without-nul.server.ts";

it("sends a document whole, without the zeros that fill React's buffers", async () => {
  const stream = withoutNul();
  stream.write(Buffer.from("Ich k\0"));
  stream.end(Buffer.from("ümmere mich"));
  expect(await text(stream)).toBe("Ich kümmere mich");
});
