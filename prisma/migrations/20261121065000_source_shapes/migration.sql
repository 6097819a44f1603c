-- How each source's messages look, so that a change of them is noticed. Holds
-- names and kinds of fields, and no value. A source without a row is learnt
-- from its next messages.

CREATE TABLE "source_shape" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "via" TEXT NOT NULL,
    "shape" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_shape_pkey" PRIMARY KEY ("shop_id","source_id","via")
);

GRANT SELECT, INSERT, UPDATE, DELETE ON "source_shape" TO handoff_app;
SELECT isolate_by_shop('source_shape');
