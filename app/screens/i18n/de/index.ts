import access from "./access.json";
import alerts from "./alerts.json";
import diagnosis from "./diagnosis.json";
import drift from "./drift.json";
import endpoint from "./endpoint.json";
import flow from "./flow.json";
import help from "./help.json";
import home from "./home.json";
import mapping from "./mapping.json";
import messages from "./messages.json";
import orders from "./orders.json";
import polling from "./polling.json";
import publish from "./publish.json";
import queue from "./queue.json";
import reconciliation from "./reconciliation.json";
import runs from "./runs.json";
import said from "./said.json";
import settings from "./settings.json";
import shell from "./shell.json";
import sources from "./sources.json";
import statuses from "./statuses.json";
import subscribers from "./subscribers.json";
import verdicts from "./verdicts.json";
import views from "./views.json";
import words from "./words.json";

/** German. What is missing here is shown in English; a test names it. */
export const de = {
  access,
  alerts,
  diagnosis,
  drift,
  endpoint,
  flow,
  help,
  home,
  mapping,
  messages,
  orders,
  polling,
  publish,
  queue,
  reconciliation,
  runs,
  said,
  settings,
  shell,
  sources,
  statuses,
  subscribers,
  verdicts,
  views,
  words,
};
