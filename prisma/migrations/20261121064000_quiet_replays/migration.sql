-- Of what happened before this a replay tells the customer nothing.
ALTER TABLE "order_record" ADD COLUMN "quiet_before" TIMESTAMPTZ(3);
