-- When a shop wants to be told that something needs a person, whom to tell, and
-- what was told.

CREATE TABLE "alert_setting" (
    "shop_id" UUID NOT NULL,
    "rules" JSONB NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_setting_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "alert_channel" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "target" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_channel_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_channel_kind_check" CHECK ("kind" IN ('webhook', 'slack'))
);
CREATE INDEX "alert_channel_shop_id_idx" ON "alert_channel"("shop_id");

CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);
-- Opened once, however often and by however many workers it is seen.
CREATE UNIQUE INDEX "incident_open_key" ON "incident"("shop_id", "kind", "subject") WHERE "closed_at" IS NULL;
CREATE INDEX "incident_shop_id_id_idx" ON "incident"("shop_id", "id");

CREATE TABLE "alert_delivery" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "detail" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_delivery_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channel"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "alert_delivery_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "alert_delivery_what_check" CHECK ("what" IN ('opened', 'closed')),
    CONSTRAINT "alert_delivery_state_check" CHECK ("state" IN ('pending', 'sent', 'failed'))
);
CREATE UNIQUE INDEX "alert_delivery_incident_id_channel_id_what_key" ON "alert_delivery"("incident_id", "channel_id", "what");
CREATE INDEX "alert_delivery_channel_id_idx" ON "alert_delivery"("channel_id");
CREATE INDEX "alert_delivery_due_idx" ON "alert_delivery"("shop_id", "due_at") WHERE "state" = 'pending';

GRANT SELECT, INSERT, UPDATE, DELETE ON "alert_setting", "alert_channel", "incident", "alert_delivery" TO handoff_app;
SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['alert_setting', 'alert_channel', 'incident', 'alert_delivery']) AS t;
