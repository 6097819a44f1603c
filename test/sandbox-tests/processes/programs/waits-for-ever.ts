/** Says that it is there, and ends with a word when it is asked to. */
process.once("SIGTERM", () => {
  process.stdout.write("goodbye\n", () => process.exit(0));
});
process.stdout.write("ready http://somewhere\n");
setInterval(() => undefined, 1_000);
