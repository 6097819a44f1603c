-- Drops the days that are older than so many days; answers how many were dropped.
-- A message whose day was not there when it came (a clock far off, or no worker for more than a week)
-- lies in message_day.other, and is kept no longer than the others.
CREATE OR REPLACE FUNCTION drop_message_days(days_kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    first_kept date := (now() AT TIME ZONE 'UTC')::date - greatest(days_kept, 1);
    day_name text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('handoff.message_days'));
    FOR day_name IN
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'message_day' AND c.relkind = 'r' AND c.relname ~ '^d\d{8}$'
          AND c.relname < to_char(first_kept, '"d"YYYYMMDD')
    LOOP
        EXECUTE format('DROP TABLE message_day.%I', day_name);
        dropped := dropped + 1;
    END LOOP;
    IF pg_relation_size('message_day.other') > 0 THEN
        -- The policy hides the rows from their owner, too. It is lifted in this transaction alone:
        -- its lock keeps everybody else out until the policy is back.
        ALTER TABLE message_day.other NO FORCE ROW LEVEL SECURITY;
        DELETE FROM message_day.other WHERE received_at < (first_kept::timestamp AT TIME ZONE 'UTC');
        ALTER TABLE message_day.other FORCE ROW LEVEL SECURITY;
    END IF;
    RETURN dropped;
END
$$;
