-- How a source's API is reached, and what it is told; one row a source.

CREATE TABLE "source_credential" (
    "source_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "base_url" TEXT NOT NULL,
    "tls" JSONB NOT NULL,
    "auth" JSONB NOT NULL,
    "inputs" BYTEA NOT NULL,
    "input_names" TEXT[] NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_credential_pkey" PRIMARY KEY ("source_id")
);
CREATE INDEX "source_credential_shop_id_idx" ON "source_credential"("shop_id");
ALTER TABLE "source_credential" ADD CONSTRAINT "source_credential_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

GRANT SELECT, INSERT, UPDATE, DELETE ON "source_credential" TO handoff_app;
SELECT isolate_by_shop('source_credential');
