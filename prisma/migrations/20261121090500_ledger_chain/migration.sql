-- Each entry of the order ledger carries a hash over itself and the entry before
-- it, and the order's record the last of them: what was changed, taken away or
-- put in between shows.

ALTER TABLE "ledger_entry"
    ADD COLUMN "chain_id" UUID,
    ADD COLUMN "position" INTEGER,
    ADD COLUMN "hash" BYTEA;

-- Null where the entries that were there before are not chained yet.
ALTER TABLE "order_record"
    ADD COLUMN "ledger_length" INTEGER,
    ADD COLUMN "ledger_head" BYTEA;
ALTER TABLE "order_record" ALTER COLUMN "ledger_length" SET DEFAULT 0;

-- An order whose record became part of another: its chain ends there, and the other's goes on from both.
CREATE TABLE "ledger_join" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,
    "chain_id" UUID NOT NULL,
    "length" INTEGER NOT NULL,
    "head" BYTEA NOT NULL,
    "into_chain_id" UUID NOT NULL,
    "after_position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_join_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ledger_join_shop_id_order_record_id_id_idx" ON "ledger_join"("shop_id", "order_record_id", "id");

-- Orders whose entries are still to be chained; empty once the worker is through.
CREATE TABLE "ledger_backlog" (
    "shop_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,

    CONSTRAINT "ledger_backlog_pkey" PRIMARY KEY ("shop_id", "order_record_id")
);

ALTER TABLE "order_record" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "ledger_backlog" SELECT "shop_id", "id" FROM "order_record";
ALTER TABLE "order_record" FORCE ROW LEVEL SECURITY;

GRANT UPDATE ("chain_id", "position", "hash") ON "ledger_entry" TO handoff_app;
GRANT SELECT, INSERT, UPDATE ("order_record_id") ON "ledger_join" TO handoff_app;
GRANT USAGE ON SEQUENCE "ledger_join_id_seq" TO handoff_app;
GRANT SELECT, DELETE ON "ledger_backlog" TO handoff_app;
SELECT isolate_by_shop('ledger_join');
SELECT isolate_by_shop('ledger_backlog');

-- Two records that turn out to be one order are merged, so an entry may change
-- its record; one from before the chain gets its place in it, once. Nothing else
-- changes, and only a redaction takes entries away.
CREATE OR REPLACE FUNCTION keep_ledger_entry() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    chaining text[] := ARRAY['chain_id', 'position', 'hash'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'order_record_id' = to_jsonb(NEW) - 'order_record_id' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> 'hash' IS NULL
        AND to_jsonb(OLD) - chaining = to_jsonb(NEW) - chaining THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND current_setting('handoff.redaction', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the order ledger is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER ledger_join_kept BEFORE UPDATE OR DELETE ON "ledger_join"
    FOR EACH ROW EXECUTE FUNCTION keep_ledger_entry();
CREATE TRIGGER ledger_joins_kept BEFORE TRUNCATE ON "ledger_join"
    FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger_entry();
