-- What a source insists on reading back, and when each signing secret was used last.

ALTER TABLE "endpoint" ADD COLUMN "response" JSONB NOT NULL DEFAULT '{"status": 202, "body": null, "contentType": "application/json"}';
ALTER TABLE "signing_secret" ADD COLUMN "last_used_at" TIMESTAMPTZ(3);
