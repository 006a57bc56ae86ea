CREATE TABLE "overage_reports" (
	"organization_id" uuid NOT NULL,
	"meter" text NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"reported_to" bigint NOT NULL,
	"units" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"reported_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	CONSTRAINT "overage_reports_organization_id_meter_period_start_reported_to_pk" PRIMARY KEY("organization_id","meter","period_start","reported_to")
);
--> statement-breakpoint
CREATE TABLE "usage_reservations" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meter" text NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"amount" bigint NOT NULL,
	"idempotency_key" text,
	"properties" jsonb,
	"reserved_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"settled_at" timestamp with time zone,
	"committed" bigint,
	CONSTRAINT "usage_reservations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "usage_reservations_key_unique" UNIQUE("organization_id","idempotency_key")
);
--> statement-breakpoint
ALTER TABLE "usage_counters" ADD COLUMN "included" bigint;--> statement-breakpoint
ALTER TABLE "usage_counters" ADD COLUMN "sold" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_counters" ADD COLUMN "held" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_counters" ADD COLUMN "overage_reported" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_keys" ADD COLUMN "event_id" uuid;--> statement-breakpoint
ALTER TABLE "usage_keys" ADD COLUMN "used" bigint;--> statement-breakpoint
ALTER TABLE "usage_keys" ADD COLUMN "included" bigint;--> statement-breakpoint
ALTER TABLE "usage_keys" ADD COLUMN "hard_limit" bigint;--> statement-breakpoint
ALTER TABLE "usage_keys" ADD COLUMN "grace_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "usage_keys" ADD COLUMN "resets_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "usage_keys" ADD COLUMN "state" text;--> statement-breakpoint
-- The answers of before, out of their documents into the columns. Row-level security is forced again by every migration.
ALTER TABLE "usage_keys" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "usage_keys" SET
	"event_id" = ("outcome"->>'id')::uuid,
	"used" = ("outcome"->>'used')::bigint,
	"included" = ("outcome"->>'limit')::bigint,
	"hard_limit" = ("outcome"->>'hardLimit')::bigint,
	"grace_ends_at" = ("outcome"->>'graceEndsAt')::timestamptz,
	"resets_at" = ("outcome"->>'resetsAt')::timestamptz,
	"state" = "outcome"->>'state';--> statement-breakpoint
ALTER TABLE "usage_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "usage_keys" ALTER COLUMN "event_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_keys" ALTER COLUMN "used" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_keys" ALTER COLUMN "resets_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_keys" ALTER COLUMN "state" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "overage_reports" ADD CONSTRAINT "overage_reports_counter_fk" FOREIGN KEY ("organization_id","meter","period_start") REFERENCES "public"."usage_counters"("organization_id","meter","period_start") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_reservations" ADD CONSTRAINT "usage_reservations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_reservations" ADD CONSTRAINT "usage_reservations_counter_fk" FOREIGN KEY ("organization_id","meter","period_start") REFERENCES "public"."usage_counters"("organization_id","meter","period_start") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "overage_reports_unsent_index" ON "overage_reports" USING btree ("created_at") WHERE "overage_reports"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "usage_reservations_held_index" ON "usage_reservations" USING btree ("organization_id","meter","period_start") WHERE "usage_reservations"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "usage_reservations_expiry_index" ON "usage_reservations" USING btree ("expires_at") WHERE "usage_reservations"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "usage_reservations_id_index" ON "usage_reservations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "usage_counters_sold_index" ON "usage_counters" USING btree ("period_end") WHERE "usage_counters"."sold";--> statement-breakpoint
CREATE INDEX "usage_keys_recorded_at_index" ON "usage_keys" USING brin ("recorded_at");