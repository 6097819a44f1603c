-- What a shop set for itself as a whole; without a row everything is as installed.

CREATE TABLE "shop_setting" (
    "shop_id" UUID NOT NULL,
    "custom_reference" JSONB,
    "retention_days" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_setting_pkey" PRIMARY KEY ("shop_id"),
    CONSTRAINT "shop_setting_retention_check" CHECK ("retention_days" BETWEEN 1 AND 3650)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON "shop_setting" TO handoff_app;
SELECT isolate_by_shop('shop_setting');

-- Blanks what the shop in `app.shop_id` received before so many days ago;
-- answers how many messages lost their content.
CREATE FUNCTION redact_messages_older_than(days_kept integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    target uuid := current_setting('app.shop_id')::uuid;
    blanked bigint;
BEGIN
    UPDATE public.message SET content = NULL
    WHERE shop_id = target AND content IS NOT NULL
      AND received_at < now() - make_interval(days => greatest(days_kept, 1));
    GET DIAGNOSTICS blanked = ROW_COUNT;
    RETURN blanked;
END
$$;

REVOKE ALL ON FUNCTION redact_messages_older_than(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_messages_older_than(integer) TO handoff_app;
