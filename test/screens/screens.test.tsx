// @vitest-environment jsdom
import "./browser.ts";
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { plusSeconds } from "../../app/domain/instant.ts";
import { HomeScreen } from "../../app/screens/home/home-screen.tsx";
import type { HomeView } from "../../app/screens/home/view.ts";
import { MessageScreen } from "../../app/screens/messages/message-screen.tsx";
import type { MessageDetail } from "../../app/screens/messages/view.ts";
import { PackageList } from "../../app/screens/orders/package-list.tsx";
import { BlocksCard } from "../../app/screens/orders/blocks-card.tsx";
import type { OrderDetail } from "../../app/screens/orders/view.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { EditMessageScreen } from "../../app/screens/messages/edit-message-screen.tsx";
import { LookProgress } from "../../app/screens/orders/look-progress.tsx";
import { hourFigures } from "../../app/domain/history/hour-figures.ts";
import { NOW, show } from "./render.tsx";
import { EMPTY_HOME, MESSAGE, MESSAGE_PROPS, payloadOf, PERSONAL } from "./views.ts";

const nothing = () => undefined;

function showHome(home: HomeView) {
  show(
    <HomeScreen
      home={home}
      isGuideHidden={false}
      onHideGuide={nothing}
      onShowGuide={nothing}
      onSpan={nothing}
    />,
  );
}

describe("the overview", () => {
  it("leads a new merchant to the one next step", () => {
    showHome(EMPTY_HOME);
    expect(screen.getByText("0 of 7 steps done")).toBeDefined();
    const links = screen.getAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["/sources/new"]);
  });

  it("proves what is done, and leads to each cause of trouble", () => {
    const at = plusSeconds(NOW, -12);
    showHome({
      ...EMPTY_HOME,
      setup: {
        connected: { sourceId: "s1", sourceName: "Main OMS" },
        received: { sourceName: "Main OMS", at, isSigned: true },
        fields: null,
        unmappedStatuses: 3,
        polled: { sourceName: "Main OMS", at },
        alertHosts: [],
        agreed: null,
      },
      causes: [{ state: "quarantined", code: "unmapped_status", count: 3 }],
    });
    expect(screen.getByText(/last sent a message 12 seconds ago/)).toBeDefined();
    expect(screen.getByText(/was last polled 12 seconds ago, without/)).toBeDefined();
    const cause = screen.getByRole("link", { name: "3 messages: Status not mapped" });
    expect(cause.getAttribute("href")).toBe("/messages?state=quarantined&reason=unmapped_status");
  });

  it("says what webhooks lost in the hours that it shows, and leads to when and where", () => {
    const hours = hourFigures([NOW], []);
    const loss = { changes: 1200, polledFirst: 30, pushedLater: 10 };
    showHome({
      ...EMPTY_HOME,
      setup: { ...EMPTY_HOME.setup, connected: { sourceId: "s1", sourceName: "Main OMS" } },
      history: { span: "week", hours, flows: [], loss, backlog: null },
    });
    expect(screen.getByText(/Webhooks missed 2.5% of 1,200 changes/)).toBeDefined();
    const link = screen.getByRole("link", { name: "See when and where" });
    expect(link.getAttribute("href")).toBe("/reconciliation?span=week");
  });

  it("S79: shows every flow, in and out, with what came through and what did not", () => {
    const counts = [
      ["received", 10],
      ["applied", 7],
      ["open", 2],
      ["failed", 1],
    ] as const;
    const hours = hourFigures(
      [NOW],
      counts.map(([kind, count]) => ({ hour: NOW, kind, count, latencies: [] })),
    );
    const flows = [
      { kind: "poll", done: 96, open: 0, failed: 1 },
      { kind: "change", done: 7, open: 1, failed: 0 },
      { kind: "event", done: 1200, open: 3, failed: 2 },
    ] as const;
    showHome({
      ...EMPTY_HOME,
      setup: { ...EMPTY_HOME.setup, connected: { sourceId: "s1", sourceName: "Main OMS" } },
      history: { ...EMPTY_HOME.history, hours, flows },
    });
    const table = within(screen.getByRole("region", { name: "All flows" }));
    const rows = table.getAllByRole("row").map(({ textContent }) => textContent);
    expect(rows.slice(1)).toEqual([
      "Messages received721",
      "Polls of your systems9601",
      "Changes in Shopify710",
      "Events to subscribers1,20032",
    ]);
    const link = table.getByRole("link", { name: "Events to subscribers" });
    expect(link.getAttribute("href")).toBe("/settings/subscribers");
  });
});

describe("a message", () => {
  it("shows where its path stops, and nothing further as done", () => {
    show(<MessageScreen message={MESSAGE} {...MESSAGE_PROPS} />);
    const states = [...document.querySelectorAll("[data-step]")].map((step) => [
      step.getAttribute("data-step"),
      step.getAttribute("data-state"),
    ]);
    expect(Object.fromEntries(states)).toEqual({
      received: "done",
      verified: "done",
      recorded: "done",
      interpreted: "stopped",
      folded: "ahead",
      planned: "ahead",
      applied: "ahead",
      confirmed: "ahead",
      receipt: "skipped",
    });
  });

  it("shows times in the shop's zone", () => {
    show(<MessageScreen message={MESSAGE} {...MESSAGE_PROPS} />);
    expect(screen.getAllByText("21 Nov 2026, 13:00:00").length).toBeGreaterThan(0);
  });

  it("W4: shows what a source wrote as text, whatever it wrote", () => {
    const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
    const message: MessageDetail = {
      ...MESSAGE,
      eventId: hostile,
      reason: { code: "unmapped_status", detail: hostile },
      content: {
        headers: [["x", hostile]],
        query: [["q", hostile]],
        payload: payloadOf({ [hostile]: hostile }),
      },
    };
    show(<MessageScreen message={message} {...MESSAGE_PROPS} />);
    expect(document.querySelectorAll("script, img[onerror]")).toHaveLength(0);
    expect(screen.getAllByText(hostile).length).toBeGreaterThan(0);
  });

  it("cannot be replayed once its content was removed", () => {
    const content = { headers: [], query: [], payload: { kind: "removed" } } as const;
    show(<MessageScreen message={{ ...MESSAGE, content }} {...MESSAGE_PROPS} />);
    const buttons = screen.getAllByRole("button", { name: "Replay" });
    expect(buttons.map((button) => button.getAttribute("aria-disabled"))).not.toContain(null);
  });
});

describe("a payload", () => {
  const personal = { ...MESSAGE, content: { ...MESSAGE.content, payload: payloadOf(PERSONAL) } };

  it("is a tree in which personal data is hidden", () => {
    show(<MessageScreen message={personal} {...MESSAGE_PROPS} />);
    const tree = screen.getByRole("tree", { name: "Payload" });
    expect(tree.textContent).toContain("#1001");
    expect(tree.textContent).not.toContain("Ada");
    expect(screen.getAllByText("hidden personal data").length).toBe(2);
  });

  it("S38: is read by keyboard alone", () => {
    show(<MessageScreen message={personal} {...MESSAGE_PROPS} />);
    const [root] = screen.getAllByRole("treeitem");
    if (root === undefined) throw new Error("the tree is empty");
    const press = (key: string) => {
      const line = document.activeElement ?? root;
      fireEvent.keyDown(line, { key });
      return document.activeElement?.textContent ?? "";
    };
    root.focus();
    expect(press("ArrowDown")).toContain("order");
    press("ArrowLeft");
    expect(screen.queryByText("#1001")).toBeNull();
    press("ArrowRight");
    expect(press("ArrowRight")).toContain("#1001");
    expect(press("End")).toContain("email");
    expect(press("Home")).toContain("2 fields");
  });

  it("is revealed for a reason only", () => {
    const reasons: string[] = [];
    const onReveal = (reason: string) => reasons.push(reason);
    show(<MessageScreen message={personal} {...MESSAGE_PROPS} onReveal={onReveal} />);
    fireEvent.click(screen.getByRole("button", { name: "Show personal data" }));
    const reason = screen.getByLabelText(/Why do you need to see it/);
    fireEvent.click(screen.getByRole("button", { name: "Show everything" }));
    expect(screen.getByText("Say why in a few words.")).toBeDefined();
    fireEvent.change(reason, { target: { value: "  The customer asks " } });
    fireEvent.click(screen.getByRole("button", { name: "Show everything" }));
    expect(reasons).toEqual(["The customer asks"]);
  });
});

describe("an edited payload", () => {
  const message = {
    id: MESSAGE.id,
    name: "evt-1",
    receivedAt: NOW,
    source: MESSAGE.source,
    live: { version: 3, mapping: genericJson.mapping, statusMap: genericJson.statusMap },
    isGone: false,
  };
  const text = genericJson.sample.body;
  const edit = (onSend: (text: string) => void) => {
    show(
      <EditMessageScreen
        message={message}
        revealed={{ content: MESSAGE.content, text }}
        isRevealing={false}
        isSending={false}
        onReveal={nothing}
        onDirty={nothing}
        onSend={onSend}
      />,
    );
    return screen.getByLabelText("Payload (JSON)");
  };
  const send = () => screen.getByRole("button", { name: "Replay the edited message" });

  it("shows what the mapping in force makes of it as it is typed, and is sent", () => {
    const sent: string[] = [];
    const field = edit((typed) => sent.push(typed));
    expect(send().getAttribute("aria-disabled")).toBe("true");
    const next = text.replace(/"status":\s*"[^"]*"/, '"status": "never heard of"');
    expect(next).not.toBe(text);
    fireEvent.change(field, { target: { value: next } });
    expect(screen.getByText("1 problem")).toBeDefined();
    fireEvent.click(send());
    expect(sent).toEqual([next]);
  });

  it("cannot be sent where it cannot be read, and says where", () => {
    const field = edit(nothing);
    fireEvent.change(field, { target: { value: '{\n "a": }' } });
    expect(screen.getAllByText(/^2:\d+: /).length).toBeGreaterThan(0);
    expect(send().getAttribute("aria-disabled")).toBe("true");
  });
});

describe("a package", () => {
  it("W4: links to web pages alone", () => {
    const url = "javascript:alert(1)";
    show(<PackageList packages={[{ number: "JD1", carrier: "DHL", url }]} />);
    expect(screen.queryByRole("link")).toBeNull();
    expect(screen.getByText("JD1")).toBeDefined();
  });
});

describe("an order that cannot go on", () => {
  it("says what blocks, what to do and who acts", () => {
    const blocks = [
      { code: "over_quantity", shipmentKeys: null, detail: "3 of MUG, 2 are open." },
    ] as const;
    const order = { blocks, blockedSince: plusSeconds(NOW, -7200), nextLook: null };
    show(<BlocksCard order={order} isAnswering={false} onPickupAnswer={nothing} />);
    expect(screen.getByText("This began 2 hours ago.")).toBeDefined();
    expect(screen.queryByRole("button")).toBeNull();
    const banner = screen;
    expect(banner.getByText("More pieces than the order has open")).toBeDefined();
    expect(banner.getByText("3 of MUG, 2 are open.")).toBeDefined();
    expect(banner.getByText("Who acts: You")).toBeDefined();
  });
});

describe("a pickup notice that may not have gone out", () => {
  it("is settled by a person who knows", () => {
    const blocks = [
      { code: "pickup_notice_unknown", shipmentKeys: null, detail: "Nobody knows." },
    ] as const;
    const answers: string[] = [];
    show(
      <BlocksCard
        order={{ blocks, blockedSince: null, nextLook: null }}
        isAnswering={false}
        onPickupAnswer={(answer) => answers.push(answer)}
      />,
    );
    fireEvent.click(screen.getByRole("button", { name: "The customer was told" }));
    fireEvent.click(screen.getByRole("button", { name: "Not told: send the notice" }));
    expect(answers).toEqual(["told", "not_told"]);
  });
});

describe("a look that somebody asked for", () => {
  const asking = { asked: [], isAsking: false };
  const order = {
    ...asking,
    ...{ blocks: [], agreement: "agreed", nextLook: null },
  } as unknown as OrderDetail;
  const later = plusSeconds(NOW, 60);

  it("shows that it goes on, and then what it found", () => {
    show(<LookProgress order={{ ...order, nextLook: { dueAt: NOW, isDue: true } }} />);
    expect(screen.getByText("Handoff is reading this order in Shopify now.")).toBeDefined();
    cleanup();
    show(<LookProgress order={order} />);
    expect(screen.getByText("Looked: Shopify shows what your systems say.")).toBeDefined();
    cleanup();
    const blocks = [{ code: "order_not_found", shipmentKeys: null, detail: "" }] as const;
    const nextLook = { dueAt: later, isDue: false };
    show(<LookProgress order={{ ...order, agreement: "waiting", blocks, nextLook }} />);
    expect(screen.getByText("Looked: still “Order not found in Shopify”.")).toBeDefined();
  });

  it("shows that the merchant's systems are asked, and what became of each", () => {
    show(<LookProgress order={{ ...order, isAsking: true }} />);
    expect(screen.getByText(/asking your systems and Shopify/)).toBeDefined();
    cleanup();
    const asked = [
      { name: "Acme OMS", state: "told_news", problem: null },
      { name: "<b>Old</b> & Sons", state: "not_polled", problem: null },
      { name: "WMS", state: "failed", problem: "The source cannot be reached: refused" },
    ] as const;
    show(<LookProgress order={{ ...order, asked }} />);
    expect(screen.getByText("Acme OMS told something new.")).toBeDefined();
    expect(screen.getByText(/^<b>Old<\/b> & Sons can’t be asked/)).toBeDefined();
    expect(screen.getByText(/^WMS could not be asked. The source cannot be reached/)).toBeDefined();
  });
});
