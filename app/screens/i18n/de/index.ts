import alerts from "./alerts.json";
import home from "./home.json";
import messages from "./messages.json";
import orders from "./orders.json";
import settings from "./settings.json";
import shell from "./shell.json";
import sources from "./sources.json";
import words from "./words.json";

/** German. What is missing here is shown in English; a test names it. */
export const de = { alerts, home, messages, orders, settings, shell, sources, words };
