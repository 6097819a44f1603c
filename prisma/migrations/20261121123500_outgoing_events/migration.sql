-- What others are told of orders: who wants to be told (subscribers), what
-- there was to tell (events), and how it came to each of them (deliveries).
-- Events are written by the tables that they follow from, in the same
-- transaction and whoever writes them, and only where somebody wants them.

CREATE TABLE "subscriber" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "url" TEXT,
    "tls" JSONB NOT NULL,
    "format" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "event_types" TEXT[] NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "secrets" BYTEA NOT NULL,
    "key_digest" BYTEA NOT NULL,
    "is_pushed" BOOLEAN GENERATED ALWAYS AS ("url" IS NOT NULL) STORED,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscriber_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "subscriber_kind_check" CHECK ("kind" IN ('webhook', 'sms')),
    CONSTRAINT "subscriber_format_check" CHECK ("format" IN ('json', 'xml')),
    CONSTRAINT "subscriber_state_check" CHECK ("state" IN ('active', 'paused'))
);
CREATE UNIQUE INDEX "subscriber_name_key" ON "subscriber"("shop_id", lower("name"));
CREATE UNIQUE INDEX "subscriber_key_digest_key" ON "subscriber"("key_digest");

CREATE TABLE "outgoing_event" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "order_id" TEXT,
    "order_name" TEXT,
    "source_id" UUID,
    "status" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outgoing_event_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outgoing_event_type_check" CHECK ("type" IN ('order.status_changed', 'shipment.applied', 'message.applied', 'message.failed', 'discrepancy.opened', 'discrepancy.healed', 'test'))
);
CREATE INDEX "outgoing_event_shop_id_created_at_idx" ON "outgoing_event"("shop_id", "created_at");

-- `written_in` is the transaction: who reads along them in the order of
-- transactions that have ended misses none that ends late.
CREATE TABLE "event_delivery" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "shop_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "written_in" BIGINT NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(6),
    "response_status" INTEGER,
    "detail" TEXT,
    "log" JSONB NOT NULL DEFAULT '[]',
    "acknowledged_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "event_delivery_state_check" CHECK ("state" IN ('kept', 'pending', 'delivered', 'failed')),
    CONSTRAINT "event_delivery_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "event_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "outgoing_event"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE UNIQUE INDEX "event_delivery_subscriber_id_event_id_key" ON "event_delivery"("subscriber_id", "event_id");
CREATE INDEX "event_delivery_event_id_idx" ON "event_delivery"("event_id");
CREATE INDEX "event_delivery_place_idx" ON "event_delivery"("subscriber_id", "written_in", "id");
CREATE INDEX "event_delivery_open_idx" ON "event_delivery"("subscriber_id", "written_in", "id") WHERE "acknowledged_at" IS NULL;
CREATE INDEX "event_delivery_subscriber_id_state_id_idx" ON "event_delivery"("subscriber_id", "state", "id");
CREATE INDEX "event_delivery_subscriber_id_id_idx" ON "event_delivery"("subscriber_id", "id");
CREATE INDEX "event_delivery_shop_id_created_at_idx" ON "event_delivery"("shop_id", "created_at");

CREATE TABLE "delivery_task" (
    "shop_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "delivery_task_pkey" PRIMARY KEY ("delivery_id"),
    CONSTRAINT "delivery_task_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "event_delivery"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "delivery_task_subscriber_id_due_at_idx" ON "delivery_task"("subscriber_id", "due_at") WITH (deduplicate_items = off);
CREATE INDEX "delivery_task_shop_id_idx" ON "delivery_task"("shop_id");
ALTER TABLE "delivery_task" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0, vacuum_index_cleanup = on);

GRANT SELECT, INSERT, UPDATE, DELETE ON "subscriber", "outgoing_event", "event_delivery", "delivery_task" TO handoff_app;
-- The queue role writes what a refused message is told by, finds who holds a key, and claims; it reads nothing of an order.
GRANT SELECT ("id", "shop_id", "event_types", "is_pushed", "key_digest") ON "subscriber" TO handoff_queue;
GRANT INSERT ON "outgoing_event", "event_delivery", "delivery_task" TO handoff_queue;
GRANT SELECT, UPDATE ON "delivery_task" TO handoff_queue;
SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['subscriber', 'outgoing_event', 'event_delivery', 'delivery_task']) AS t;
SELECT open_to_queue(t::regclass) FROM unnest(ARRAY['subscriber', 'outgoing_event', 'event_delivery', 'delivery_task']) AS t;

-- A delivery that is to be pushed is due at once. The notice is a hint, for
-- workers and for open streams.
CREATE FUNCTION queue_event_delivery() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'pending' THEN
        INSERT INTO delivery_task (shop_id, subscriber_id, delivery_id)
        VALUES (NEW.shop_id, NEW.subscriber_id, NEW.id);
    END IF;
    PERFORM pg_notify('handoff_event', NEW.subscriber_id::text);
    RETURN NULL;
END
$$;
CREATE TRIGGER "event_delivery_queued" AFTER INSERT ON "event_delivery"
    FOR EACH ROW EXECUTE FUNCTION queue_event_delivery();

CREATE FUNCTION wants_event(shop uuid, told text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM subscriber AS s WHERE s.shop_id = shop AND told = ANY (s.event_types))
$$;

-- Writes the event as it is known now, and a delivery for each who wants it.
CREATE FUNCTION tell_subscribers(shop uuid, told text, about uuid, source uuid, status text, metadata jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    event uuid := gen_random_uuid();
    gid text;
    called text;
BEGIN
    IF about IS NOT NULL THEN
        SELECT o.order_id, o.display_name INTO gid, called FROM order_record AS o WHERE o.id = about;
    END IF;
    INSERT INTO outgoing_event (id, shop_id, type, order_id, order_name, source_id, status, metadata)
    VALUES (event, shop, told, gid, called, source, status, metadata);
    INSERT INTO event_delivery (shop_id, subscriber_id, event_id, state)
    SELECT shop, s.id, event, CASE WHEN s.is_pushed THEN 'pending' ELSE 'kept' END
    FROM subscriber AS s WHERE s.shop_id = shop AND told = ANY (s.event_types);
END
$$;

CREATE FUNCTION tell_milestone() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF wants_event(NEW.shop_id, 'order.status_changed') THEN
        PERFORM tell_subscribers(NEW.shop_id, 'order.status_changed', NEW.id, NULL, NEW.milestone,
            jsonb_build_object('previous_status', CASE WHEN TG_OP = 'UPDATE' THEN OLD.milestone END));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER "order_record_begins" AFTER INSERT ON "order_record"
    FOR EACH ROW WHEN (NEW.milestone IS NOT NULL) EXECUTE FUNCTION tell_milestone();
CREATE TRIGGER "order_record_moves" AFTER UPDATE OF "milestone" ON "order_record"
    FOR EACH ROW WHEN (NEW.milestone IS NOT NULL AND NEW.milestone IS DISTINCT FROM OLD.milestone)
    EXECUTE FUNCTION tell_milestone();

-- A fulfillment of ours is told once, when Shopify was read back and shows it,
-- with the pieces that left: what an ERP takes from its stock.
ALTER TABLE "intent" ADD COLUMN "told_at" TIMESTAMPTZ(3);
CREATE FUNCTION tell_shipments() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    shown record;
BEGIN
    IF NOT wants_event(NEW.shop_id, 'shipment.applied') THEN
        RETURN NULL;
    END IF;
    FOR shown IN
        UPDATE intent AS i SET told_at = now()
        WHERE i.order_record_id = NEW.order_record_id AND i.kind = 'create_fulfillment'
          AND i.state = 'confirmed' AND i.told_at IS NULL
          AND i.result_id IN (SELECT f ->> 'id' FROM jsonb_array_elements(NEW.view -> 'fulfillments') AS f)
          -- What shipped before anybody wanted to know is history.
          AND i.updated_at >= (SELECT min(s.created_at) FROM subscriber AS s WHERE s.shop_id = NEW.shop_id)
        RETURNING i.result_id, i.step
    LOOP
        PERFORM tell_subscribers(NEW.shop_id, 'shipment.applied', NEW.order_record_id, NULL, 'shipped',
            jsonb_build_object(
                'shipment', shown.step ->> 'shipmentKey',
                'fulfillment_id', shown.result_id,
                'tracking', coalesce((SELECT jsonb_agg(jsonb_build_object('number', t -> 'number', 'carrier', t -> 'company', 'url', t -> 'url'))
                    FROM jsonb_array_elements(shown.step -> 'tracking') AS t), '[]'),
                'lines', coalesce((SELECT jsonb_agg(jsonb_build_object('line_item_id', known.item, 'sku', known.sku, 'quantity', l -> 'quantity'))
                    FROM jsonb_array_elements(shown.step -> 'fulfillmentOrders') AS f
                    CROSS JOIN LATERAL jsonb_array_elements(f -> 'lines') AS l
                    LEFT JOIN LATERAL (
                        SELECT seen ->> 'lineItemId' AS item, seen ->> 'sku' AS sku
                        FROM jsonb_array_elements(NEW.view -> 'fulfillmentOrders') AS part
                        CROSS JOIN LATERAL jsonb_array_elements(part -> 'lines') AS seen
                        WHERE seen ->> 'id' = l ->> 'id'
                        LIMIT 1) AS known ON true), '[]')));
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER "storefront_shows" AFTER INSERT OR UPDATE OF "view" ON "storefront_view"
    FOR EACH ROW EXECUTE FUNCTION tell_shipments();

-- The receipt: a message is `applied` where its order was read back from
-- Shopify and agrees, and no earlier.
CREATE FUNCTION tell_message() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    told text := CASE NEW.state WHEN 'applied' THEN 'message.applied' ELSE 'message.failed' END;
BEGIN
    IF wants_event(NEW.shop_id, told) THEN
        PERFORM tell_subscribers(NEW.shop_id, told, NEW.order_record_id, NEW.source_id, NEW.state,
            jsonb_build_object(
                'message_id', NEW.message_id,
                'source_event_id', CASE WHEN starts_with(NEW.deduplication_key, 'id:') THEN substr(NEW.deduplication_key, 4) END,
                'code', NEW.reason_code));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER "interpretation_ended" AFTER INSERT ON "interpretation"
    FOR EACH ROW WHEN (NEW.state IN ('applied', 'quarantined', 'dead')) EXECUTE FUNCTION tell_message();
CREATE TRIGGER "interpretation_ends" AFTER UPDATE OF "state" ON "interpretation"
    FOR EACH ROW WHEN (NEW.state IN ('applied', 'quarantined', 'dead') AND NEW.state <> OLD.state)
    EXECUTE FUNCTION tell_message();

CREATE FUNCTION tell_discrepancy() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    told text := CASE TG_OP WHEN 'INSERT' THEN 'discrepancy.opened' ELSE 'discrepancy.healed' END;
BEGIN
    IF wants_event(NEW.shop_id, told) THEN
        PERFORM tell_subscribers(NEW.shop_id, told, NEW.order_record_id, NEW.source_id,
            CASE TG_OP WHEN 'INSERT' THEN 'open' ELSE 'healed' END,
            jsonb_build_object('discrepancy_id', NEW.id, 'zone', NEW.zone, 'code', NEW.code, 'owner', NEW.owner));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER "discrepancy_told" AFTER INSERT ON "discrepancy"
    FOR EACH ROW WHEN (NEW.closed_at IS NULL) EXECUTE FUNCTION tell_discrepancy();
CREATE TRIGGER "discrepancy_end_told" AFTER UPDATE OF "closed_at" ON "discrepancy"
    FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION tell_discrepancy();
