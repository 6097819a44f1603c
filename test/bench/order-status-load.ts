/** Asks what standard input says so many times a second; prints each answer's milliseconds as one JSON line. */
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";

interface Load {
  readonly urls: readonly string[];
  readonly tokens: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
}

const load = JSON.parse(await text(process.stdin)) as Load; // the bench's own text
const agent = new Agent({ keepAlive: true, maxSockets: 200 });
const total = load.perSecond * load.seconds;
const latencies: number[] = [];
let failures = 0;

const start = performance.now();
await Promise.all(Array.from({ length: total }, (_, at) => askAt(at)));
agent.destroy();
console.log(JSON.stringify({ latencies, failures, seconds: (performance.now() - start) / 1000 }));

/** Whether the server keeps up or not, the next is asked at its time; waiting counts. */
async function askAt(at: number): Promise<void> {
  const due = (at / load.perSecond) * 1000;
  await new Promise((resolve) => setTimeout(resolve, due - (performance.now() - start)));
  const status = await ask(at);
  latencies.push(performance.now() - start - due);
  if (status !== 200) failures += 1;
}

function ask(at: number): Promise<number> {
  const url = load.urls[at % load.urls.length] ?? "";
  const token = load.tokens[at % load.tokens.length] ?? "";
  const headers = { authorization: `Bearer ${token}` };
  return new Promise((resolve) => {
    const asked = request(url, { agent, headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    asked.on("error", () => resolve(0)).end();
  });
}
