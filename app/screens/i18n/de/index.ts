import home from "./home.json";
import messages from "./messages.json";
import orders from "./orders.json";
import shell from "./shell.json";
import sources from "./sources.json";
import words from "./words.json";

/** German. What is missing here is shown in English; a test names it. */
export const de = { home, messages, orders, shell, sources, words };
