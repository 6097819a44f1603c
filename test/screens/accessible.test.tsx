// @vitest-environment jsdom
import "./browser.ts";
import axe from "axe-core";
import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { newAccessForm } from "../../app/domain/source/access-form.ts";
import { AccessScreen } from "../../app/screens/access/access-screen.tsx";
import type { AccessView } from "../../app/screens/access/view.ts";
import { HomeScreen } from "../../app/screens/home/home-screen.tsx";
import { MessageListScreen } from "../../app/screens/messages/message-list-screen.tsx";
import { NO_FILTER } from "../../app/screens/messages/message-filters.tsx";
import { NO_ORDER_FILTER } from "../../app/screens/orders/order-filters.tsx";
import { OrderListScreen } from "../../app/screens/orders/order-list-screen.tsx";
import { LoadingScreen } from "../../app/screens/shell/loading-screen.tsx";
import { ProblemScreen } from "../../app/screens/shell/problem-screen.tsx";
import { QueueScreen } from "../../app/screens/queue/queue-screen.tsx";
import { ConnectSourceScreen } from "../../app/screens/sources/connect-source-screen.tsx";
import { SourceListScreen } from "../../app/screens/sources/source-list-screen.tsx";
import { NOW, show } from "./render.tsx";
import { QUEUE_VIEW } from "./views.ts";

const nothing = () => undefined;
const emptyPage = { rows: [], before: null, after: null };
const done = () => Promise.resolve(true);
const views = {
  saved: [{ id: "v1", name: "Stuck today", search: "state=quarantined" }],
  openId: "v1",
  search: "state=quarantined",
  onOpen: nothing,
  onCreate: done,
  onRename: done,
  onSave: done,
  onDelete: done,
};
const list = {
  views,
  sources: [],
  isLoading: false,
  onFilter: nothing,
  onTurn: nothing,
  onReplay: nothing,
  refusal: null,
};

const BUSY_HOUR = {
  hour: NOW,
  received: 5,
  applied: 2,
  healed: 1,
  unchanged: 1,
  open: 1,
  failed: 1,
  latencies: [0, 0, 2],
} as const;

const HOME = {
  setup: {
    connected: { sourceId: "s1", sourceName: "Main OMS" },
    received: null,
    fields: null,
    unmappedStatuses: 0,
    polled: null,
    alertHosts: [],
    agreed: null,
  },
  history: {
    span: "day",
    hours: [BUSY_HOUR],
    flows: [{ kind: "event", done: 12, open: 1, failed: 2 }],
    loss: { changes: 40, polledFirst: 1, pushedLater: 0 },
    backlog: null,
  },
  openAlerts: 0,
  missingScopes: [],
  causes: [{ state: "waiting", code: "order_not_found", count: 1 }],
  orders: { waiting: 1, needsPerson: 0 },
  rejections: [],
} as const;

const FORM = {
  name: "",
  role: "oms",
  preset: "generic-json",
  scheme: "hmac_sha256_hex",
  header: "x-signature",
  secretOwner: "theirs",
  secret: "",
  publicKeys: "",
  keySetUrl: "",
} as const;

const PRESET = {
  id: "generic-json",
  name: "Generic JSON",
  help: [],
  proof: "secret",
  keySetUrl: null,
  isQueued: false,
} as const;

const ACCESS: AccessView = {
  sourceId: "s1",
  sourceName: "ShipStation",
  form: { ...newAccessForm(null), auth: "basic", tls: "pinned" },
  entered: ["password"],
  saved: { at: NOW, by: "42" },
  proposal: null,
  waiting: 2,
};

const SCREENS: readonly (readonly [string, ReactElement])[] = [
  [
    "the overview",
    <HomeScreen
      home={HOME}
      isGuideHidden={false}
      onHideGuide={nothing}
      onShowGuide={nothing}
      onSpan={nothing}
    />,
  ],
  [
    "the empty messages",
    <MessageListScreen page={emptyPage} reasons={[]} filter={NO_FILTER} {...list} />,
  ],
  [
    "the empty orders",
    <OrderListScreen page={emptyPage} blocks={[]} filter={NO_ORDER_FILTER} {...list} />,
  ],
  ["the empty sources", <SourceListScreen sources={[]} />],
  [
    "a form with errors",
    <ConnectSourceScreen
      presets={[PRESET]}
      initial={FORM}
      errors={{ name: "required", secret: "secret_invalid" }}
      isSaving={false}
      onSave={nothing}
      onDirty={nothing}
    />,
  ],
  [
    "the API access with errors",
    <AccessScreen
      view={ACCESS}
      errors={{
        baseUrl: "url_not_allowed",
        "inputs.user": "required",
        fingerprint: "fingerprint_invalid",
      }}
      busy={null}
      tried={{ outcome: "refused", status: 401, said: "no" }}
      onSave={nothing}
      onTry={nothing}
      onRemove={nothing}
      onDirty={nothing}
    />,
  ],
  [
    "a message queue in trouble, with errors",
    <QueueScreen
      view={QUEUE_VIEW}
      errors={{ url: "queue_url_invalid", secretAccessKey: "required" }}
      doing={null}
      test={{ kind: "problem", problem: { code: "delete_denied", said: "not authorized" } }}
      onSave={nothing}
      onAct={nothing}
      onRemove={nothing}
      onDirty={nothing}
    />,
  ],
  ["a page that does not exist", <ProblemScreen kind="notFound" onRetry={nothing} />],
  ["a page on its way", <LoadingScreen />],
  ["a list on its way", <LoadingScreen shape="list" />],
];

describe("axe finds nothing serious", () => {
  it.each(SCREENS)("on %s", async (_name, screen) => {
    const { container } = show(screen);
    // Colours need a layout, which jsdom has none of; a browser test looks at them.
    const options = { rules: { "color-contrast": { enabled: false } } };
    const { violations } = await axe.run(container, options);
    const serious = violations.filter(
      ({ impact }) => impact === "serious" || impact === "critical",
    );
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
