-- Handoff's tables. Hot tables (message and its key and task, lanes) carry no
-- foreign keys: a key check locks the parent's row, and days are dropped whole.

CREATE TABLE "shop" (
    "id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT,
    "time_zone" TEXT,
    "scopes" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'installed',
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalled_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "shop_key" (
    "shop_id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_key_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop_id" UUID NOT NULL,
    "is_online" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "secrets" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "preset" TEXT,
    "policy" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "endpoint" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "scheme" JSONB NOT NULL,
    "deduplication" JSONB NOT NULL DEFAULT '{"from": "content"}',
    "max_body_bytes" INTEGER NOT NULL DEFAULT 1048576,
    "accepts" TEXT[] DEFAULT ARRAY['json']::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "endpoint_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "signing_secret" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "value" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_secret_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "mapping_version" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "mapping" JSONB NOT NULL,
    "status_map" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "mapping_version_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "message" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "source_id" UUID NOT NULL,
    "via" TEXT NOT NULL,
    "deduplication_key" TEXT NOT NULL,
    "body_size" INTEGER NOT NULL,
    "content" BYTEA,
    "replay_of" UUID,

    CONSTRAINT "message_pkey" PRIMARY KEY ("shop_id","id","received_at")
) PARTITION BY RANGE ("received_at");

CREATE TABLE "message_key" (
    "source_id" UUID NOT NULL,
    "key_digest" BYTEA NOT NULL,
    "shop_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body_hash" BYTEA NOT NULL,

    CONSTRAINT "message_key_pkey" PRIMARY KEY ("source_id","key_digest")
);

CREATE TABLE "message_task" (
    "shop_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "message_task_pkey" PRIMARY KEY ("shop_id","message_id")
);

CREATE TABLE "interpretation" (
    "shop_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "via" TEXT NOT NULL,
    "deduplication_key" TEXT NOT NULL,
    "replay_of" UUID,
    "body_size" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "reason_detail" TEXT NOT NULL,
    "mapping_version_id" UUID,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "order_record_id" UUID,
    "interpreted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interpretation_pkey" PRIMARY KEY ("shop_id","message_id")
);

CREATE TABLE "message_order" (
    "shop_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "reason_detail" TEXT NOT NULL,
    "shipment_keys" TEXT[],
    "wanted" BIGINT,

    CONSTRAINT "message_order_pkey" PRIMARY KEY ("shop_id","order_record_id","message_id")
);

CREATE TABLE "duplicate_delivery" (
    "shop_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "via" TEXT NOT NULL,

    CONSTRAINT "duplicate_delivery_pkey" PRIMARY KEY ("shop_id","message_id","id")
);

CREATE TABLE "rejected_delivery" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "code" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "body_size" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "rejected_delivery_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "order_record" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "order_id" TEXT,
    "display_name" TEXT NOT NULL,
    "record" JSONB NOT NULL,
    "agreement" TEXT NOT NULL DEFAULT 'pending',
    "blocks" JSONB NOT NULL DEFAULT '[]',
    "agreed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_record_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "order_reference" (
    "shop_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "order_record_id" UUID NOT NULL,

    CONSTRAINT "order_reference_pkey" PRIMARY KEY ("shop_id","kind","value")
);

CREATE TABLE "ledger_entry" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,
    "message_id" UUID,
    "source_id" UUID NOT NULL,
    "mapping_version_id" UUID,
    "via" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "prior" TEXT,
    "milestone" TEXT NOT NULL,
    "source_status" TEXT NOT NULL,
    "shipment_key" TEXT,
    "detail" TEXT,
    "occurred_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "learnt" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "lane" (
    "order_record_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "wanted" BIGINT NOT NULL,
    "taken" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("order_record_id")
);

CREATE TABLE "intent" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "step" JSONB NOT NULL,
    "named_fulfillment_orders" TEXT[],
    "plan_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL,
    "result_id" TEXT,
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "intent_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "storefront_view" (
    "order_record_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "view" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "storefront_view_pkey" PRIMARY KEY ("order_record_id")
);

CREATE TABLE "api_budget" (
    "shop_id" UUID NOT NULL,
    "available" DOUBLE PRECISION NOT NULL,
    "restore_rate" DOUBLE PRECISION NOT NULL,
    "maximum" DOUBLE PRECISION NOT NULL,
    "as_of" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_budget_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "compliance_proof" (
    "id" UUID NOT NULL,
    "shop_digest" BYTEA NOT NULL,
    "topic" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "compliance_proof_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");
CREATE INDEX "session_shop_id_idx" ON "session"("shop_id");
CREATE UNIQUE INDEX "source_shop_id_name_key" ON "source"("shop_id", "name");
CREATE UNIQUE INDEX "endpoint_key_key" ON "endpoint"("key");
CREATE INDEX "endpoint_shop_id_source_id_idx" ON "endpoint"("shop_id", "source_id");
CREATE INDEX "endpoint_source_id_idx" ON "endpoint"("source_id");
CREATE INDEX "signing_secret_endpoint_id_idx" ON "signing_secret"("endpoint_id");
CREATE INDEX "mapping_version_source_id_published_at_idx" ON "mapping_version"("source_id", "published_at");
CREATE UNIQUE INDEX "mapping_version_source_id_version_key" ON "mapping_version"("source_id", "version");
CREATE INDEX "message_task_shop_id_due_at_idx" ON "message_task"("shop_id", "due_at");
CREATE INDEX "interpretation_shop_id_state_message_id_idx" ON "interpretation"("shop_id", "state", "message_id");
CREATE INDEX "interpretation_shop_id_source_id_message_id_idx" ON "interpretation"("shop_id", "source_id", "message_id");
CREATE INDEX "interpretation_shop_id_deduplication_key_idx" ON "interpretation"("shop_id", "deduplication_key");
CREATE INDEX "message_order_shop_id_message_id_idx" ON "message_order"("shop_id", "message_id");
CREATE INDEX "duplicate_delivery_shop_id_id_idx" ON "duplicate_delivery"("shop_id", "id");
CREATE INDEX "rejected_delivery_shop_id_endpoint_id_id_idx" ON "rejected_delivery"("shop_id", "endpoint_id", "id");
CREATE INDEX "order_record_shop_id_updated_at_id_idx" ON "order_record"("shop_id", "updated_at", "id");
CREATE INDEX "order_record_shop_id_agreement_updated_at_id_idx" ON "order_record"("shop_id", "agreement", "updated_at", "id");
CREATE INDEX "order_record_shop_id_display_name_idx" ON "order_record"("shop_id", "display_name");
CREATE UNIQUE INDEX "order_record_shop_id_order_id_key" ON "order_record"("shop_id", "order_id");
CREATE INDEX "order_reference_order_record_id_idx" ON "order_reference"("order_record_id");
CREATE INDEX "ledger_entry_shop_id_order_record_id_id_idx" ON "ledger_entry"("shop_id", "order_record_id", "id");
CREATE INDEX "lane_shop_id_due_at_idx" ON "lane"("shop_id", "due_at");
CREATE INDEX "intent_order_record_id_idx" ON "intent"("order_record_id");
CREATE UNIQUE INDEX "intent_shop_id_order_id_kind_key_key" ON "intent"("shop_id", "order_id", "kind", "key");
CREATE INDEX "audit_entry_shop_id_id_idx" ON "audit_entry"("shop_id", "id");
CREATE INDEX "compliance_proof_shop_digest_idx" ON "compliance_proof"("shop_digest");

ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "signing_secret" ADD CONSTRAINT "signing_secret_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "mapping_version" ADD CONSTRAINT "mapping_version_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Days of the message table lie in a schema of their own.
CREATE SCHEMA "message_day";

-- Lease tokens, and the order in which lanes were asked for something.
CREATE SEQUENCE "work_sequence";

-- The states that need somebody's eye, by cause.
CREATE INDEX "interpretation_open_idx" ON "interpretation"("shop_id", "state", "reason_code")
    WHERE "state" IN ('waiting', 'quarantined', 'dead');

-- What a lane's end settles.
CREATE INDEX "message_order_unsettled_idx" ON "message_order"("order_record_id")
    WHERE "wanted" IS NOT NULL;

ALTER TABLE "shop" ADD CONSTRAINT "shop_state_check" CHECK ("state" IN ('installed', 'uninstalled'));
ALTER TABLE "shop" ADD CONSTRAINT "shop_domain_check" CHECK ("domain" ~ '^[a-z0-9][a-z0-9-]*\.myshopify\.com$');
ALTER TABLE "source" ADD CONSTRAINT "source_role_check" CHECK ("role" IN ('oms', 'wms', 'erp'));
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_state_check" CHECK ("state" IN ('active', 'paused', 'stopped'));
ALTER TABLE "message_key" ADD CONSTRAINT "message_key_digest_check" CHECK (length("key_digest") = 32 AND length("body_hash") = 32);
ALTER TABLE "interpretation" ADD CONSTRAINT "interpretation_state_check" CHECK ("state" IN
    ('planned', 'applied', 'unchanged', 'superseded', 'duplicate', 'waiting', 'quarantined', 'dead'));
ALTER TABLE "message_order" ADD CONSTRAINT "message_order_state_check" CHECK ("state" IN
    ('planned', 'applied', 'unchanged', 'superseded', 'waiting', 'quarantined', 'dead'));
ALTER TABLE "order_reference" ADD CONSTRAINT "order_reference_kind_check" CHECK ("kind" IN ('id', 'name', 'custom', 'tracking'));
ALTER TABLE "order_record" ADD CONSTRAINT "order_record_agreement_check" CHECK ("agreement" IN
    ('pending', 'agreed', 'waiting', 'needs_person'));
ALTER TABLE "intent" ADD CONSTRAINT "intent_state_check" CHECK ("state" IN
    ('planned', 'sent', 'unknown', 'confirmed', 'conflict', 'rejected'));

-- Sealed bytes do not compress.
ALTER TABLE "message" ALTER COLUMN "content" SET STORAGE EXTERNAL;

-- Queues whose rows live for moments: vacuumed by what died, whatever their size.
ALTER TABLE "message_task" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE "lane" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- ── Roles ───────────────────────────────────────────────────────────────────
-- Nobody logs in as these: each connection of the app takes one of them on.
-- `handoff_app` sees one shop at a time. `handoff_queue` sees every shop's
-- queues and may put messages in, but can read no payload and no order.

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['handoff_app', 'handoff_queue'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', wanted, current_user);
        END IF;
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the database user "%" may not create Handoff''s roles', current_user
        USING HINT = format(
            'Have an administrator run: CREATE ROLE handoff_app NOLOGIN; CREATE ROLE handoff_queue NOLOGIN; GRANT handoff_app, handoff_queue TO %I;',
            current_user),
        ERRCODE = 'insufficient_privilege';
END
$$;

GRANT USAGE ON SCHEMA public TO handoff_app, handoff_queue;
GRANT USAGE ON SEQUENCE "work_sequence" TO handoff_app, handoff_queue;
GRANT USAGE ON SEQUENCE "ledger_entry_id_seq" TO handoff_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON
    "shop", "shop_key", "session", "source", "endpoint", "signing_secret",
    "message_key", "message_task", "interpretation", "message_order",
    "duplicate_delivery", "rejected_delivery", "order_record", "order_reference",
    "lane", "intent", "storefront_view", "api_budget"
    TO handoff_app;
GRANT SELECT, INSERT, UPDATE ("published_at") ON "mapping_version" TO handoff_app;
GRANT SELECT, INSERT ON "message", "audit_entry", "compliance_proof" TO handoff_app;
GRANT SELECT, INSERT, UPDATE ("order_record_id") ON "ledger_entry" TO handoff_app;

GRANT SELECT ("id", "domain", "state") ON "shop" TO handoff_queue;
GRANT SELECT ("id", "shop_id") ON "session" TO handoff_queue;
GRANT SELECT ON "shop_key", "endpoint", "signing_secret", "message_key", "message_task", "lane" TO handoff_queue;
GRANT INSERT ON "message", "message_key", "message_task", "interpretation", "duplicate_delivery" TO handoff_queue;
GRANT UPDATE ON "message_task", "lane" TO handoff_queue;

-- ── Row-level security ──────────────────────────────────────────────────────

-- Shows a table's rows to the shop of `app.shop_id` alone, to the owner too.
-- Every table with a shop is passed through this by the migration that makes it.
CREATE FUNCTION isolate_by_shop(target regclass, shop_column name DEFAULT 'shop_id') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format(
        'CREATE POLICY shop_scope ON %s USING (%I = nullif(current_setting(''app.shop_id'', true), '''')::uuid)',
        target, shop_column);
END
$$;

-- Lets the queue role reach the rows of every shop; its grants say which columns.
CREATE FUNCTION open_to_queue(target regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE POLICY queue_scope ON %s TO handoff_queue USING (true) WITH CHECK (true)', target);
END
$$;

SELECT isolate_by_shop('shop', 'id');
SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY[
    'shop_key', 'session', 'source', 'endpoint', 'signing_secret', 'mapping_version',
    'message', 'message_key', 'message_task', 'interpretation', 'message_order',
    'duplicate_delivery', 'rejected_delivery', 'order_record', 'order_reference',
    'ledger_entry', 'lane', 'intent', 'storefront_view', 'api_budget', 'audit_entry']) AS t;
SELECT open_to_queue(t::regclass) FROM unnest(ARRAY[
    'shop', 'shop_key', 'session', 'endpoint', 'signing_secret', 'message', 'message_key',
    'message_task', 'interpretation', 'duplicate_delivery', 'lane']) AS t;

-- ── Days of the message table ───────────────────────────────────────────────

-- What no day holds (a clock far off) still has a place.
CREATE TABLE "message_day"."other" PARTITION OF "message" DEFAULT;
ALTER TABLE "message_day"."other" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "message_day"."other" FORCE ROW LEVEL SECURITY;

-- Makes the days from yesterday to so many days ahead; answers how many were made.
CREATE FUNCTION create_message_days(days_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    first_day date := (now() AT TIME ZONE 'UTC')::date - 1;
    next_day date;
    day_name text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('handoff.message_days'));
    FOR next_day IN SELECT first_day + n FROM generate_series(0, days_ahead + 1) AS n LOOP
        day_name := to_char(next_day, '"d"YYYYMMDD');
        CONTINUE WHEN to_regclass(format('message_day.%I', day_name)) IS NOT NULL;
        BEGIN
            EXECUTE format(
                'CREATE TABLE message_day.%I PARTITION OF public.message FOR VALUES FROM (%L) TO (%L)',
                day_name, next_day::text || ' 00:00:00+00', (next_day + 1)::text || ' 00:00:00+00');
            EXECUTE format('ALTER TABLE message_day.%I ENABLE ROW LEVEL SECURITY', day_name);
            EXECUTE format('ALTER TABLE message_day.%I FORCE ROW LEVEL SECURITY', day_name);
            made := made + 1;
        EXCEPTION WHEN check_violation THEN
            -- The default partition already holds messages of this day: it keeps them.
            RAISE WARNING 'messages of % stay in message_day.other', next_day;
        END;
    END LOOP;
    RETURN made;
END
$$;

-- Drops the days that are older than so many days; answers how many were dropped.
CREATE FUNCTION drop_message_days(days_kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    last_day text := to_char((now() AT TIME ZONE 'UTC')::date - greatest(days_kept, 1), '"d"YYYYMMDD');
    day_name text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('handoff.message_days'));
    FOR day_name IN
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'message_day' AND c.relkind = 'r' AND c.relname ~ '^d\d{8}$' AND c.relname < last_day
    LOOP
        EXECUTE format('DROP TABLE message_day.%I', day_name);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;

REVOKE ALL ON FUNCTION create_message_days(integer), drop_message_days(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION create_message_days(integer), drop_message_days(integer) TO handoff_queue;

SELECT create_message_days(7);

-- ── The ledger is append-only ───────────────────────────────────────────────

-- Two records that turn out to be one order are merged, so an entry may change
-- its record and nothing else; only a redaction takes entries away.
CREATE FUNCTION keep_ledger_entry() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'order_record_id' = to_jsonb(NEW) - 'order_record_id' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND current_setting('handoff.redaction', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the order ledger is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER ledger_entry_kept BEFORE UPDATE OR DELETE ON "ledger_entry"
    FOR EACH ROW EXECUTE FUNCTION keep_ledger_entry();
CREATE TRIGGER ledger_kept BEFORE TRUNCATE ON "ledger_entry"
    FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger_entry();

-- ── Redaction ───────────────────────────────────────────────────────────────

-- Deletes every row of the shop in `app.shop_id`, its data key among them, and
-- answers the number of rows by table.
CREATE FUNCTION redact_shop() RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    target uuid := current_setting('app.shop_id')::uuid;
    table_name name;
    gone bigint;
    counts jsonb := '{}';
BEGIN
    PERFORM set_config('handoff.redaction', 'on', true);
    FOR table_name IN
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND a.attname = 'shop_id' AND NOT a.attisdropped
        ORDER BY c.relname
    LOOP
        EXECUTE format('DELETE FROM public.%I WHERE shop_id = $1', table_name) USING target;
        GET DIAGNOSTICS gone = ROW_COUNT;
        counts := counts || jsonb_build_object(table_name, gone);
    END LOOP;
    DELETE FROM public.shop WHERE id = target;
    PERFORM set_config('handoff.redaction', 'off', true);
    RETURN counts;
END
$$;

-- Blanks what was received about these Shopify orders (gids) of the shop in
-- `app.shop_id`; answers how many messages lost their content.
CREATE FUNCTION redact_orders(order_ids text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    target uuid := current_setting('app.shop_id')::uuid;
    blanked bigint;
BEGIN
    UPDATE public.message AS m SET content = NULL
    FROM public.order_record AS o
    JOIN public.message_order AS mo ON mo.shop_id = o.shop_id AND mo.order_record_id = o.id
    WHERE o.shop_id = target AND o.order_id = ANY (order_ids)
      AND m.shop_id = target AND m.id = mo.message_id AND m.content IS NOT NULL;
    GET DIAGNOSTICS blanked = ROW_COUNT;
    RETURN blanked;
END
$$;

REVOKE ALL ON FUNCTION redact_shop(), redact_orders(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_shop(), redact_orders(text[]) TO handoff_app;

-- ── What the screens list ───────────────────────────────────────────────────

-- Every accepted message in its one visible state; ids sort by time.
CREATE VIEW "message_overview" WITH (security_invoker = true) AS
    SELECT shop_id, message_id, source_id, received_at, via, deduplication_key, replay_of, body_size,
           state, reason_code, reason_detail, mapping_version_id, problems, order_record_id, updated_at
    FROM "interpretation"
    UNION ALL
    SELECT t.shop_id, t.message_id, t.source_id, t.received_at, m.via, m.deduplication_key, m.replay_of, m.body_size,
           'recorded', 'recorded', 'Waiting to be interpreted.', NULL, '[]'::jsonb, NULL, t.received_at
    FROM "message_task" AS t
    JOIN "message" AS m ON m.shop_id = t.shop_id AND m.id = t.message_id AND m.received_at = t.received_at;
GRANT SELECT ON "message_overview" TO handoff_app;
