-- Whether a source is told with 422 of a message that cannot be read. It is kept
-- and set aside in any case; all others are answered as before.
ALTER TABLE "endpoint" ADD COLUMN "strict_reject" BOOLEAN NOT NULL DEFAULT false;
