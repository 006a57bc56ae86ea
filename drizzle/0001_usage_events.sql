-- Partitioned by month of recorded_at. The app role has no rights on the partitions themselves, so each read and write
-- goes through this table and its row-level security.
CREATE TABLE "usage_events" (
	"organization_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"id" uuid NOT NULL,
	"meter" text NOT NULL,
	"amount" bigint NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"idempotency_key" text,
	"properties" jsonb,
	"source" text NOT NULL,
	CONSTRAINT "usage_events_pkey" PRIMARY KEY("organization_id","recorded_at","id"),
	CONSTRAINT "usage_events_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade
) PARTITION BY RANGE ("recorded_at");
--> statement-breakpoint
CREATE INDEX "usage_events_meter_index" ON "usage_events" USING btree ("organization_id","meter","occurred_at");
--> statement-breakpoint
-- Whatever no monthly partition covers: an event is never refused for want of one.
CREATE TABLE "usage_events_default" PARTITION OF "usage_events" DEFAULT;
