-- A draft is a mapping that is not published. Saving it again replaces it, so
-- an unpublished row may go; a published one never does.
ALTER TABLE "mapping_version" ADD COLUMN "based_on" INTEGER;
GRANT DELETE ON "mapping_version" TO handoff_app;
CREATE POLICY only_drafts_go ON "mapping_version" AS RESTRICTIVE FOR DELETE TO handoff_app
    USING ("published_at" IS NULL);
