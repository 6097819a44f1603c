import { isIP } from "node:net";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { buildConnector } from "undici";
import { parseFingerprint } from "../../../domain/source/tls-rule.ts";
import type { TlsRule } from "../../../domain/source/tls-rule.ts";
import { isLoopback, isPublicAddress } from "./addresses.ts";
import { CertificateRefused } from "./certificate-refused.ts";
import { destinationOf } from "./destination.ts";
import type { Destination, DestinationRules } from "./destination.ts";
import { DestinationBlocked } from "./destination-blocked.ts";
import { chooseAddress } from "./resolve.ts";
import type { ResolveName } from "./resolve.ts";

export interface ConnectorRules extends DestinationRules {
  readonly resolve: ResolveName;
  readonly timeoutMilliseconds: number;
}

/**
 * Connects to an address that was resolved once and checked, under the host's
 * own name for TLS. Whoever answers the second question of a rebinding name is
 * never asked, and the address at the other end is looked at once more.
 */
export function guardedConnector(rules: ConnectorRules, tls: TlsRule): buildConnector.connector {
  const connect = buildConnector({
    ...tlsOptions(tls),
    timeout: rules.timeoutMilliseconds,
    allowH2: false,
    // A resumed session would hide the certificate that is to be looked at.
    maxCachedSessions: 0,
  });
  return (options, callback) => {
    const { hostname, protocol, port } = options;
    const host = hostname.replace(/^\[(.*)\]$/, "$1");
    const destination = destinationOf(`${protocol}//${hostname}:${port}/`, rules);
    if ("outcome" in destination) {
      callback(new DestinationBlocked(host), null);
      return;
    }
    chooseAddress(destination, rules.resolve).then(
      (address) => {
        // TLS names are names: an address is compared by itself.
        const named = isIP(host) === 0 ? { servername: host.replace(/\.$/, "") } : {};
        connect({ ...options, ...named, hostname: address }, (...end) => {
          const [error, socket] = end;
          const refusal = error ?? refusalOf(socket, { tls, destination });
          if (refusal === null && socket !== null) callback(null, socket);
          else fail(callback, { socket, refusal: refusal ?? new DestinationBlocked(host) });
        });
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), null);
      },
    );
  };
}

function fail(
  callback: buildConnector.Callback,
  { socket, refusal }: { readonly socket: Socket | null; readonly refusal: Error },
): void {
  socket?.destroy();
  callback(refusal, null);
}

function refusalOf(
  socket: Socket | null,
  { tls, destination }: { readonly tls: TlsRule; readonly destination: Destination },
): Error | null {
  const isAllowed = destination.isLocal ? isLoopback : isPublicAddress;
  if (!isAllowed(socket?.remoteAddress ?? "")) return new DestinationBlocked(destination.host);
  if (tls.check !== "pinned" || !(socket instanceof TLSSocket)) return null;
  const shown = socket.getPeerX509Certificate()?.fingerprint256 ?? "";
  return parseFingerprint(shown) === tls.fingerprint ? null : new CertificateRefused(shown);
}

function tlsOptions(rule: TlsRule): { readonly ca?: string; readonly rejectUnauthorized: boolean } {
  switch (rule.check) {
    case "public":
      return { rejectUnauthorized: true };
    case "own_authority":
      return { ca: rule.pem, rejectUnauthorized: true };
    case "pinned":
      // The fingerprint is the whole proof, and is compared before a byte is sent.
      return { rejectUnauthorized: false };
  }
}
