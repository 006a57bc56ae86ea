SET LOCAL lock_timeout = '10s';--> statement-breakpoint
CREATE TABLE "deleted_trials" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_terms" (
	"organization_id" uuid NOT NULL,
	"meter" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"included" bigint,
	"sold" boolean NOT NULL,
	CONSTRAINT "usage_terms_organization_id_meter_since_pk" PRIMARY KEY("organization_id","meter","since")
);
--> statement-breakpoint
ALTER TABLE "usage_counters" ADD COLUMN "overage" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_gates" ADD COLUMN "followed_version" bigint;--> statement-breakpoint
ALTER TABLE "usage_gates" ADD COLUMN "follow_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "usage_notices" ADD COLUMN "at_limit" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_notices" ADD COLUMN "refused" bigint;--> statement-breakpoint
ALTER TABLE "usage_notices" ADD COLUMN "over_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "usage_terms" ADD CONSTRAINT "usage_terms_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Custom from here on. The key of notices gets the limit after their rows have one. Row-level security binds the owner too,
-- who would see no row here.
ALTER TABLE "usage_counters" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "usage_notices" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Overage so far, as it was computed until now.
UPDATE "usage_counters" SET "overage" = greatest("overage_reported", CASE WHEN "sold" THEN "used" - "included" END)
  WHERE "sold" OR "overage_reported" > 0;--> statement-breakpoint
UPDATE "usage_notices" n SET "at_limit" = coalesce(c."included", 0) FROM "usage_counters" c
  WHERE c."organization_id" = n."organization_id" AND c."meter" = n."meter" AND c."period_start" = n."period_start";--> statement-breakpoint
-- The keys of alerts about limits name the limit now, so that they can be resolved.
UPDATE "alerts" a SET "dedupe_key" = a."dedupe_key" || ':' || n."at_limit" FROM "usage_notices" n
  WHERE a."dedupe_key" = concat_ws(':', 'limit_breach', n."organization_id", n."meter",
    to_char(n."period_start" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), n."step");--> statement-breakpoint
ALTER TABLE "usage_notices" DROP CONSTRAINT "usage_notices_organization_id_meter_period_start_step_pk";--> statement-breakpoint
ALTER TABLE "usage_notices" ADD CONSTRAINT "usage_notices_pk" PRIMARY KEY("organization_id","meter","period_start","at_limit","step");--> statement-breakpoint
ALTER TABLE "usage_counters" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "usage_notices" FORCE ROW LEVEL SECURITY;
