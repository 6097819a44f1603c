/**
 * Loaded before a program of the sandbox: when whoever started it is gone,
 * even by `kill -9`, the program gets the SIGTERM that it would have had.
 */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
