import pg from "pg";

/**
 * The same database for an owner whom row-level security stops, as on a managed
 * PostgreSQL: the roles are there already, and are granted to it.
 */
export async function asPlainOwner(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `DO $$ BEGIN CREATE ROLE member_owner LOGIN PASSWORD 'member'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
       DO $$ BEGIN CREATE ROLE handoff_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
       DO $$ BEGIN CREATE ROLE handoff_queue NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
       GRANT handoff_app, handoff_queue TO member_owner;
       GRANT ALL ON SCHEMA public TO member_owner;
       GRANT CREATE ON DATABASE ${new URL(url).pathname.slice(1)} TO member_owner;`,
    );
  } finally {
    await client.end();
  }
  const owner = new URL(url);
  owner.username = "member_owner";
  owner.password = "member";
  return owner.href;
}
