// @vitest-environment jsdom
import "./browser.ts";
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BacklogForecast } from "../../app/domain/history/backlog.ts";
import { plusSeconds } from "../../app/domain/instant.ts";
import { BacklogSentence } from "../../app/screens/home/backlog-sentence.tsx";
import { NOW, show } from "./render.tsx";

const SOON = plusSeconds(NOW, 1800);
const HOURS = { tolerableSeconds: 14_400 };
const waiting = 1200;

const SAID: readonly (readonly [BacklogForecast, string, string])[] = [
  [
    { kind: "falls", waiting, emptyAt: SOON },
    "1,200 messages wait their turn: at the pace of the last minutes all are through by Sat 21 Nov, 13:30.",
    "1.200 Nachrichten sind noch nicht an der Reihe: Im Tempo der letzten Minuten sind alle bis Sa., 21. Nov., 13:30 durch.",
  ],
  [
    { kind: "grows", waiting, lateAt: SOON, ...HOURS },
    "1,200 messages wait their turn: more come in than get through. If that goes on, a message takes longer than 4 hr to reach Shopify from Sat 21 Nov, 13:30 on.",
    "1.200 Nachrichten sind noch nicht an der Reihe: Es kommen mehr an, als durchkommen. Bleibt es dabei, braucht eine Nachricht ab Sa., 21. Nov., 13:30 länger als 4 Std. bis Shopify.",
  ],
  [
    { kind: "late", waiting, ...HOURS },
    "1,200 messages wait their turn: more come in than get through, and a message already takes longer than 4 hr to reach Shopify.",
    "1.200 Nachrichten sind noch nicht an der Reihe: Es kommen mehr an, als durchkommen, und schon jetzt braucht eine Nachricht länger als 4 Std. bis Shopify.",
  ],
  [
    { kind: "steady", waiting: 1, seconds: 600 },
    "1 message waits its turn: as many come in as get through. A message takes about 10 min to reach Shopify.",
    "1 Nachricht ist noch nicht an der Reihe: Es kommen so viele an, wie durchkommen. Eine Nachricht braucht etwa 10 Min. bis Shopify.",
  ],
];

describe("what home says of the backlog (S80)", () => {
  it.each(SAID)("is one sentence: $kind", (forecast, english, german) => {
    show(<BacklogSentence forecast={forecast} />);
    expect(screen.getByText(english)).toBeDefined();
    show(<BacklogSentence forecast={forecast} />, "de");
    expect(screen.getByText(german)).toBeDefined();
  });
});
