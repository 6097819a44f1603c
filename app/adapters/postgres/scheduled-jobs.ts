import { PgBoss } from "pg-boss";
import type { Log } from "../../pipeline/ports.ts";

/** Work that is due by the clock, once for all processes on one database. */
export interface ScheduledJob {
  readonly name: string;
  /** Five fields, in UTC. */
  readonly cron: string;
  /** May run again after a crash; its time limit is 15 minutes. */
  readonly run: () => Promise<Readonly<Record<string, unknown>>>;
}

const CONNECTIONS = 2;
const POLL_SECONDS = 30;
/** What is due each minute, people wait for. */
const EACH_MINUTE = "* * * * *";
const PROMPT_POLL_SECONDS = 3;
const STOP_MILLISECONDS = 5000;

/** Keeps the jobs' schedule in the database, so that of many workers one runs each. */
export async function startScheduledJobs(
  url: string,
  jobs: readonly ScheduledJob[],
  log: Log,
): Promise<{ readonly stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: "handoff_jobs",
    max: CONNECTIONS,
  });
  boss.on("error", (error) => {
    log.error("jobs.failed", error, {});
  });
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: "singleton" });
    await boss.schedule(job.name, job.cron, null, { tz: "UTC" });
    const pollingIntervalSeconds = job.cron === EACH_MINUTE ? PROMPT_POLL_SECONDS : POLL_SECONDS;
    await boss.work(job.name, { pollingIntervalSeconds }, () => runJob(job, log));
  }
  return { stop: () => boss.stop({ graceful: true, timeout: STOP_MILLISECONDS }) };
}

async function runJob(job: ScheduledJob, log: Log): Promise<void> {
  try {
    log.info("job.done", { job: job.name, ...(await job.run()) });
  } catch (error) {
    log.error("job.failed", error, { job: job.name });
    throw error;
  }
}
