import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { CounterName, DurationName, Metrics } from "../../pipeline/ports.ts";

const COUNTERS = {
  "oms.inbox.accepted": "Messages committed to the inbox.",
  "oms.inbox.duplicate": "Deliveries of a message that was recorded before.",
  "oms.inbox.quarantined": "Messages that were recorded and set aside for a person.",
  "oms.inbox.refused": "Deliveries that were answered with 4xx or 503; nothing was stored.",
  "oms.signature.failed": "Deliveries whose signature was not accepted.",
  "oms.secret.previous_used": "Deliveries signed with a secret that is on its way out.",
  "oms.message.settled": "Messages that a worker ended, by state.",
  "oms.fields.ended": "Batches of orders whose fields in Shopify were looked at, by how it went.",
  "oms.flow.ended": "Triggers of Shopify Flow, by how they went.",
  "oms.push.ended": "Tries to push an event to a subscriber, by how they went.",
  "oms.push.way":
    "Tries to push an event, by where they went: the first address, a probe of it, or the second.",
  "oms.fetch.ended": "Fetches of what thin webhooks point to, by how they went.",
  "oms.poll.ended": "Polls of a source, by how they ended.",
  "oms.queue.ended": "Turns at a source's message queue, by how they ended.",
  "oms.lane.ended": "Turns of an order's lane, by how they ended.",
  "oms.worker.failed": "Units of work that ended in a surprise.",
  "shopify.api.called": "Calls of Shopify's Admin API, by what their answer means.",
} as const satisfies Record<CounterName, string>;

const DURATIONS = {
  "oms.event.ack.duration": "From the first byte of a delivery to its answer.",
  "messaging.process.duration": "One unit of a worker's work.",
  "oms.interpretation.cpu": "CPU time of interpreting one payload.",
  "oms.repair.duration":
    "From a change that did not come through to the end of its discrepancy, by zone.",
  "oms.incident.duration": "From an incident's opening to its end, by kind.",
} as const satisfies Record<DurationName, string>;

const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30];

/** From a minute to a week: what people mend takes so long. */
const REPAIR_BUCKETS_SECONDS = [
  60, 300, 900, 3600, 14_400, 43_200, 86_400, 172_800, 345_600, 604_800,
];

const REPAIRS: ReadonlySet<string> = new Set<DurationName>([
  "oms.repair.duration",
  "oms.incident.duration",
]);

/** A number that is looked up when somebody asks for the metrics. */
export interface Sample {
  readonly name: string;
  readonly help: string;
  read(): number | Promise<number>;
}

export interface SystemMetrics extends Metrics {
  sample(sample: Sample): void;
  /** All of them in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Counters, durations and the process's own figures; OTel names with Prometheus' underscores. */
export function systemMetrics(): SystemMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = bound(COUNTERS, (name, help) => counterOf(registry, name, help));
  const durations = bound(DURATIONS, (name, help) => histogramOf(registry, name, help));
  return {
    count: (counter, code) => {
      counters[counter](code).inc();
    },
    time: (duration, code, seconds) => {
      durations[duration](code).observe(seconds);
    },
    sample: (sample) => {
      addGauge(registry, sample);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Makes one metric per name; its labelled children are kept, because looking one up costs more than counting. */
function bound<Name extends string, Child>(
  names: Readonly<Record<Name, string>>,
  make: (name: string, help: string) => (code: string) => Child,
): Record<Name, (code: string) => Child> {
  const entries = Object.entries<string>(names).map(([name, help]) => {
    const children = new Map<string, Child>();
    const childOf = make(name, help);
    return [name, (code: string) => kept(children, code, childOf)] as const;
  });
  return Object.fromEntries(entries) as Record<Name, (code: string) => Child>; // the keys of `names`
}

function kept<Child>(
  children: Map<string, Child>,
  code: string,
  make: (code: string) => Child,
): Child {
  const known = children.get(code);
  if (known !== undefined) return known;
  const made = make(code);
  children.set(code, made);
  return made;
}

function counterOf(registry: Registry, name: string, help: string) {
  const counter = new Counter({
    name: `${prometheusName(name)}_total`,
    help,
    labelNames: ["code"],
    registers: [registry],
  });
  return (code: string) => counter.labels(code);
}

function histogramOf(registry: Registry, name: string, help: string) {
  const histogram = new Histogram({
    name: `${prometheusName(name)}_seconds`,
    help,
    labelNames: ["code"],
    buckets: REPAIRS.has(name) ? REPAIR_BUCKETS_SECONDS : BUCKETS_SECONDS,
    registers: [registry],
  });
  return (code: string) => histogram.labels(code);
}

function addGauge(registry: Registry, sample: Sample): void {
  new Gauge({
    name: prometheusName(sample.name),
    help: sample.help,
    registers: [registry],
    async collect() {
      this.set(await readOrUnknown(sample));
    },
  });
}

/** One figure that cannot be had (the database is away) must not cost the others. */
async function readOrUnknown(sample: Sample): Promise<number> {
  try {
    return await sample.read();
  } catch {
    return Number.NaN;
  }
}

function prometheusName(name: string): string {
  return name.replaceAll(".", "_");
}
