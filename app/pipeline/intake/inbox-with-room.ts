import { InboxUnavailable } from "../inbox-unavailable.ts";
import type { Inbox } from "../ports.ts";

/**
 * An inbox that takes nothing while its disk is nearly full: its senders are
 * told to come again, and what was taken before can still be worked off.
 */
export function inboxWithRoom(inbox: Inbox, hasRoom: () => boolean): Inbox {
  return {
    record(messages) {
      if (hasRoom()) return inbox.record(messages);
      return Promise.reject(new InboxUnavailable("the disk is nearly full"));
    },
  };
}
