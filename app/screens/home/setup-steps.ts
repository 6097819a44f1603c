import type { SetupProof } from "./view.ts";

export type SetupStepName =
  "connect" | "message" | "fields" | "statuses" | "polling" | "alerts" | "order";

export interface SetupStep {
  readonly name: SetupStepName;
  readonly isDone: boolean;
  /** Where the step is done. */
  readonly url: string;
}

/** The steps of setting up, in their order; each is done by what really happened. */
export function setupSteps(setup: SetupProof): readonly SetupStep[] {
  const source = setup.connected === null ? "/sources/new" : `/sources/${setup.connected.sourceId}`;
  return [
    { name: "connect", isDone: setup.connected !== null, url: "/sources/new" },
    { name: "message", isDone: setup.received !== null, url: source },
    {
      name: "fields",
      isDone: setup.fields !== null && setup.fields.withProblems === 0,
      url: setup.fields === null ? source : "/messages?state=quarantined",
    },
    {
      name: "statuses",
      isDone: setup.received !== null && setup.unmappedStatuses === 0,
      url: source,
    },
    {
      name: "polling",
      isDone: setup.polled !== null,
      url: setup.connected === null ? source : `${source}/polling`,
    },
    { name: "alerts", isDone: setup.alertHosts.length > 0, url: "/alerts" },
    { name: "order", isDone: setup.agreed !== null, url: "/orders" },
  ];
}
