/** Loaded before a server under measurement: tells its parent what CPU time it took, and ends with it. */
process.on("message", (message) => {
  if (message === "usage") process.send?.(process.cpuUsage());
});
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
