import { Agent } from "undici";
import type { TlsRule } from "../../../domain/source/tls-rule.ts";
import { guardedConnector } from "./connector.ts";
import type { ConnectorRules } from "./connector.ts";

/** Connections that are kept open, apart for each TLS rule: one that was believed by a pin serves no other rule. */
export interface Agents {
  of(rule: TlsRule): Agent;
  close(): Promise<void>;
}

export interface AgentRules extends ConnectorRules {
  readonly connectionsPerHost: number;
}

const MAX_AGENTS = 50;
const MAX_HEADER_BYTES = 32 * 1024;

export function guardedAgents(rules: AgentRules): Agents {
  const agents = new Map<string, Agent>();

  function make(rule: TlsRule): Agent {
    return new Agent({
      connect: guardedConnector(rules, rule),
      connections: rules.connectionsPerHost,
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: rules.timeoutMilliseconds,
      bodyTimeout: rules.timeoutMilliseconds,
    });
  }

  function dropOldest(): void {
    const [oldest] = agents;
    if (oldest === undefined || agents.size < MAX_AGENTS) return;
    agents.delete(oldest[0]);
    // What is under way on it still ends.
    void oldest[1].close();
  }

  return {
    of(rule) {
      const name = JSON.stringify(rule);
      const known = agents.get(name);
      if (known !== undefined) return known;
      dropOldest();
      const made = make(rule);
      agents.set(name, made);
      return made;
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
      agents.clear();
    },
  };
}
