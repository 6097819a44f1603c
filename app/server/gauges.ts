import type { Database } from "../adapters/postgres/database.ts";
import type { DiskRoom } from "../adapters/system/disk-room.ts";
import { watchEventLoop } from "../adapters/system/event-loop-stalls.ts";
import type { SystemMetrics } from "../adapters/system/metrics.ts";
import type { Intake } from "../pipeline/intake/intake.ts";

/** Figures that are looked up when somebody reads the metrics. */
export function sampleGauges(metrics: SystemMetrics, database: Database, intake: Intake): void {
  metrics.sample({
    name: "oms.inbox.waiting",
    help: "Verified deliveries of this process that wait for their transaction.",
    read: () => intake.recorder.waiting,
  });
  metrics.sample({
    name: "oms.queue.depth.messages",
    help: "Recorded messages that wait to be interpreted, as PostgreSQL estimates.",
    read: () => rowsOf(database, "message_task"),
  });
  metrics.sample({
    name: "oms.queue.depth.lanes",
    help: "Orders that have a lane, as PostgreSQL estimates.",
    read: () => rowsOf(database, "lane"),
  });
}

/** Room on the disk of the embedded database. */
export function sampleDisk(metrics: SystemMetrics, disk: DiskRoom): void {
  metrics.sample({
    name: "oms.disk.free.bytes",
    help: "Room on the disk of the embedded database; deliveries are refused when it is nearly full.",
    read: () => disk.freeBytes(),
  });
}

/** The longest stand of the event loop since the metrics were last read. */
export function sampleEventLoop(metrics: SystemMetrics): void {
  const stalls = watchEventLoop();
  metrics.sample({
    name: "nodejs.eventloop.stall.wall.seconds",
    help: "Longest stand of the event loop since the last reading, by the clock on the wall.",
    read: () => stalls.takeWall(),
  });
  metrics.sample({
    name: "nodejs.eventloop.stall.cpu.seconds",
    help: "Longest stand of the event loop since the last reading, as far as this process computed.",
    read: () => stalls.takeCpu(),
  });
}

/** An estimate: to count a queue costs more the longer it is. */
async function rowsOf(database: Database, table: string): Promise<number> {
  const rows = await database.forQueue((sql) =>
    sql.query<{ count: number }>(
      "SELECT n_live_tup::float8 AS count FROM pg_stat_user_tables WHERE relname = $1",
      [table],
    ),
  );
  return rows[0]?.count ?? 0;
}
