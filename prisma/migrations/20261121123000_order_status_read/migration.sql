-- What a customer's page asks, as one round trip: the scope and the read in one
-- statement, which is a transaction by itself, so that the scope ends with it.
-- It runs as its caller: row-level security stays forced, and a scope that is
-- not set shows nothing.
CREATE FUNCTION order_status_in(shop uuid, wanted text)
RETURNS TABLE (record jsonb, agreement text, updated_at timestamptz, view jsonb, driving text[])
LANGUAGE plpgsql ROWS 1 SECURITY INVOKER AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('app.shop_id', shop::text, true);
    RETURN QUERY
        SELECT o.record, o.agreement, o.updated_at, v.view,
            ARRAY(SELECT s.id::text FROM public.source AS s WHERE s.shop_id = shop AND s.role = 'oms')
        FROM public.order_record AS o LEFT JOIN public.storefront_view AS v ON v.order_record_id = o.id
        WHERE o.shop_id = shop AND o.order_id = wanted;
END
$$;
REVOKE ALL ON FUNCTION order_status_in(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION order_status_in(uuid, text) TO handoff_app;
