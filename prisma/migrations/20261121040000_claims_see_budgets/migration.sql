-- Claims begin no more orders of a shop than its API bucket has room for, so
-- the queue role reads the buckets of all shops. They hold figures and nothing else.

GRANT SELECT ON "api_budget" TO handoff_queue;
SELECT open_to_queue('api_budget');
