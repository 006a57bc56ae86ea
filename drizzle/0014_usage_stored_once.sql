-- An event holds its idempotency key's answer: one row and one look into an index less for each. Written by hand from here
-- on, as usage_events is partitioned and unknown to drizzle-kit. Answers of before move to their events; row-level security,
-- which binds the owner too, is forced again by every migration.
ALTER TABLE "usage_events" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "usage_keys" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "usage_events"
	ALTER COLUMN "occurred_at" DROP NOT NULL,
	ADD COLUMN "used" bigint,
	ADD COLUMN "included" bigint,
	ADD COLUMN "hard_limit" bigint,
	ADD COLUMN "grace_ends_at" timestamp with time zone,
	ADD COLUMN "resets_at" timestamp with time zone,
	ADD COLUMN "state" text;--> statement-breakpoint
UPDATE "usage_events" e SET
	"occurred_at" = NULLIF(e."occurred_at", e."recorded_at"),
	"used" = k."used",
	"included" = k."included",
	"hard_limit" = k."hard_limit",
	"grace_ends_at" = k."grace_ends_at",
	"resets_at" = k."resets_at",
	"state" = NULLIF(k."state", 'ok')
FROM "usage_keys" k
WHERE e."organization_id" = k."organization_id" AND e."recorded_at" = k."recorded_at" AND e."id" = k."event_id";--> statement-breakpoint
ALTER TABLE "usage_events" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "usage_events" DROP CONSTRAINT "usage_events_pkey";--> statement-breakpoint
-- Of a month each key is unique; what lies in no month's partition is looked for before it is written.
DO $$
DECLARE
	part record;
BEGIN
	FOR part IN SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'usage_events'::regclass LOOP
		EXECUTE format('CREATE %s INDEX %I ON %I (organization_id, idempotency_key)',
			CASE WHEN part.name ~ '^usage_events_\d{4}_\d\d$' THEN 'UNIQUE' ELSE '' END, part.name || '_key', part.name);
	END LOOP;
END $$;--> statement-breakpoint
CREATE INDEX "usage_events_recorded_at_index" ON "usage_events" USING brin ("recorded_at") WITH (autosummarize = on);--> statement-breakpoint
DROP TABLE "usage_keys" CASCADE;