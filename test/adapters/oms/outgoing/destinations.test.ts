import { describe, expect, it } from "vitest";
import { get, requestsWith } from "./asking.ts";
import { httpServer } from "./servers.ts";

/** Ways to write an address that must never be asked; each with the code of its refusal. */
const REFUSED_URLS = [
  ["https://127.0.0.1/", "address_not_allowed"],
  ["https://127.1/", "address_not_allowed"],
  ["https://2130706433/", "address_not_allowed"],
  ["https://0x7f000001/", "address_not_allowed"],
  ["https://0177.0.0.1/", "address_not_allowed"],
  ["https://①②⑦.⓪.⓪.①/", "address_not_allowed"],
  ["https://0.0.0.0/", "address_not_allowed"],
  ["https://10.0.0.8/", "address_not_allowed"],
  ["https://172.16.4.4/", "address_not_allowed"],
  ["https://192.168.0.1/", "address_not_allowed"],
  ["https://169.254.169.254/latest/meta-data/", "address_not_allowed"],
  ["https://100.64.0.1/", "address_not_allowed"],
  ["https://100.100.100.200/", "address_not_allowed"],
  ["https://168.63.129.16/", "address_not_allowed"],
  ["https://192.0.2.1/", "address_not_allowed"],
  ["https://198.18.0.1/", "address_not_allowed"],
  ["https://224.0.0.1/", "address_not_allowed"],
  ["https://255.255.255.255/", "address_not_allowed"],
  ["https://[::1]/", "address_not_allowed"],
  ["https://[::]/", "address_not_allowed"],
  ["https://[fe80::1]/", "address_not_allowed"],
  ["https://[fc00::1]/", "address_not_allowed"],
  ["https://[fd00:ec2::254]/", "address_not_allowed"],
  ["https://[fec0::1]/", "address_not_allowed"],
  ["https://[::ffff:127.0.0.1]/", "address_not_allowed"],
  ["https://[::ffff:8.8.8.8]/", "address_not_allowed"],
  ["https://[::127.0.0.1]/", "address_not_allowed"],
  ["https://[64:ff9b::7f00:1]/", "address_not_allowed"],
  ["https://[64:ff9b:1::1]/", "address_not_allowed"],
  ["https://[2002:7f00:1::]/", "address_not_allowed"],
  ["https://[2001::1]/", "address_not_allowed"],
  ["https://[2001:db8::1]/", "address_not_allowed"],
  ["https://[3fff::1]/", "address_not_allowed"],
  ["https://[5f00::1]/", "address_not_allowed"],
  ["https://[ff02::1]/", "address_not_allowed"],
  ["https://[100::1]/", "address_not_allowed"],
  ["https://user:pass@oms.example/", "credentials_in_url"],
  ["https://oms.example@127.0.0.1/", "credentials_in_url"],
  ["https://oms.example:22/", "port_not_allowed"],
  ["https://oms.example:25/", "port_not_allowed"],
  ["https://oms.example:5432/", "port_not_allowed"],
  ["https://oms.example:6379/", "port_not_allowed"],
  ["https://oms.example:80/", "port_not_allowed"],
  ["http://oms.example/", "https_only"],
  ["http://127.0.0.1/", "https_only"],
  ["file:///etc/passwd", "https_only"],
  ["gopher://oms.example/", "https_only"],
  ["data:text/plain,hello", "https_only"],
  ["ftp://oms.example/", "https_only"],
  ["javascript:alert(1)", "https_only"],
  ["//oms.example/", "url_malformed"],
  ["/shipments", "url_malformed"],
  ["", "url_malformed"],
  ["https://", "url_malformed"],
] as const;

/** What a hostile name could lead to; the first of two may look harmless. */
const REFUSED_ANSWERS: readonly { readonly addresses: readonly string[] }[] = [
  { addresses: ["127.0.0.1"] },
  { addresses: ["10.1.2.3"] },
  { addresses: ["169.254.169.254"] },
  { addresses: ["168.63.129.16"] },
  { addresses: ["::1"] },
  { addresses: ["::7f00:1"] },
  { addresses: ["::ffff:10.0.0.1"] },
  { addresses: ["fe80::1%eth0"] },
  { addresses: ["100:0:0:1::1"] },
  { addresses: ["8.8.8.8", "127.0.0.1"] },
  { addresses: ["2606:4700::1111", "fd00::1"] },
  { addresses: ["8.8.8.8", "no address"] },
  { addresses: [] },
];

describe("a request to a source", () => {
  it.each(REFUSED_URLS)(
    "never goes to %s (U1, U2, U3, U7, U8, U9, U11, U12)",
    async (url, code) => {
      const requests = requestsWith({ resolve: () => Promise.resolve([{ address: "8.8.8.8" }]) });

      expect(await requests.send(get(url))).toMatchObject({ outcome: "blocked", code });
      expect(await requests.check(url)).toMatchObject({ outcome: "blocked", code });
    },
  );

  it.each(REFUSED_ANSWERS)(
    "never goes to a name that leads to $addresses (U5)",
    async ({ addresses }) => {
      const resolve = () => Promise.resolve(addresses.map((address) => ({ address })));
      const requests = requestsWith({ resolve });

      const expected = { outcome: "blocked", code: "address_not_allowed" };
      expect(await requests.send(get("https://oms.example/"))).toMatchObject(expected);
      expect(await requests.check("https://oms.example/")).toMatchObject(expected);
    },
  );

  it("asks once who a name is, so that a name which changes its answer gains nothing (U4)", async () => {
    const here = await httpServer((_request, response) => response.end("inside"));
    const answers = [["8.8.8.8"], ["127.0.0.1"]];
    let asked = 0;
    const requests = requestsWith({
      resolve: () =>
        Promise.resolve((answers[asked++] ?? ["127.0.0.1"]).map((address) => ({ address }))),
    });
    const url = `https://oms.example:8443/`;

    expect(await requests.check(url)).toBeNull();
    expect(await requests.send(get(url))).toMatchObject({ code: "address_not_allowed" });
    expect(asked).toBe(2);
    expect(here.connections()).toBe(0);
  });

  it.each([true, false])(
    "never reaches this machine by a name (local sources allowed: %s)",
    async (allowsLocal) => {
      const here = await httpServer((_request, response) => response.end("inside"));
      const requests = requestsWith({
        allowsLocal,
        resolve: () => Promise.resolve([{ address: "127.0.0.1" }]),
      });

      for (const url of [
        `https://oms.example:8443/`,
        `https://oms.example/`,
        `http://oms.example:${here.port}/`,
        `https://localhost.oms.example/`,
      ]) {
        expect(await requests.send(get(url))).toMatchObject({ outcome: "blocked" });
      }
      expect(here.connections()).toBe(0);
    },
  );

  it("reaches this machine only where local sources are allowed", async () => {
    const here = await httpServer((_request, response) => response.end("inside"));
    const urls = [`http://127.0.0.1:${here.port}/`, `http://localhost:${here.port}/`];

    for (const url of urls) {
      expect(await requestsWith().send(get(url))).toMatchObject({ outcome: "blocked" });
    }
    expect(here.connections()).toBe(0);
    for (const url of urls) {
      const answer = await requestsWith({
        allowsLocal: true,
        resolve: () => Promise.resolve([{ address: "127.0.0.1" }]),
      }).send(get(url));
      expect(answer).toMatchObject({ outcome: "answered", status: 200 });
    }
  });

  it("does not follow a redirect (U6)", async () => {
    const metadata = await httpServer((_request, response) => response.end("secret"));
    const here = await httpServer((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${metadata.port}/` }).end(),
    );

    const answer = await requestsWith({ allowsLocal: true }).send(
      get(`http://127.0.0.1:${here.port}/`),
    );

    expect(answer).toEqual({
      outcome: "redirected",
      status: 302,
      location: `http://127.0.0.1:${metadata.port}/`,
    });
    expect(metadata.connections()).toBe(0);
  });
});
