-- A claim whose lease ran out says that its worker ended or lost the database;
-- a surprise says that the work itself failed. Only the second one may set a
-- unit aside soon, so each is counted by itself, and `attempts` counts the
-- claims that came to an end.
ALTER TABLE "message_task" ADD COLUMN "lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "fetch_task" ADD COLUMN "lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "run_task" ADD COLUMN "lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "lane" ADD COLUMN "lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "lane" ADD COLUMN "surprises" INTEGER NOT NULL DEFAULT 0;
