-- `subscriptions` becomes the mirror of Stripe alone: the trial, a suspension and changes ahead move to rows of their own.
-- Drizzle-kit made the tables; the moves of the rows are written by hand.
SET LOCAL lock_timeout = '10s';--> statement-breakpoint
CREATE TABLE "pending_changes" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"plan_key" text,
	"expires_at" timestamp with time zone NOT NULL,
	"invoice_url" text
);
--> statement-breakpoint
CREATE TABLE "retention_offers" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scheduled_changes" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"plan_key" text NOT NULL,
	"interval" text NOT NULL,
	"lookup_key" text NOT NULL,
	"items" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suspensions" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"suspended_at" timestamp with time zone NOT NULL,
	"suspended_by" uuid,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trials" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"plan_key" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"refused_domain" text,
	"verify_by" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "plan_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "status" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "anchor_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "pending_changes" ADD CONSTRAINT "pending_changes_organization_id_subscriptions_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."subscriptions"("organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_offers" ADD CONSTRAINT "retention_offers_organization_id_subscriptions_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."subscriptions"("organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_changes" ADD CONSTRAINT "scheduled_changes_organization_id_subscriptions_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."subscriptions"("organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_suspended_by_users_id_fk" FOREIGN KEY ("suspended_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trials" ADD CONSTRAINT "trials_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "trials_ends_at_index" ON "trials" USING btree ("ends_at");--> statement-breakpoint
-- Row-level security binds the owner too, who would see no row here; the access rules force it again in the end.
ALTER TABLE "subscriptions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "verifications" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Of the two ends that were stored the subscription's counts: an extension or a refusal moved that one alone.
INSERT INTO "trials" ("organization_id", "plan_key", "started_at", "ends_at", "ended_at", "refused_domain", "verify_by")
SELECT s."organization_id", CASE WHEN s."stripe_subscription_id" IS NULL THEN s."plan_key" ELSE o."trial_plan" END,
	s."trial_started_at", s."trial_ends_at", CASE WHEN s."status" = 'expired' THEN s."trial_ends_at" END,
	s."trial_refused_domain", s."verify_by"
FROM "subscriptions" s JOIN "organizations" o ON o."id" = s."organization_id";--> statement-breakpoint
INSERT INTO "suspensions" ("organization_id", "suspended_at", "suspended_by", "reason")
SELECT s."organization_id", s."suspended_at",
	(SELECT u."id" FROM "audit_log" a JOIN "users" u ON u."id"::text = a."actor_id"
	WHERE a."organization_id" = s."organization_id" AND a."action" = 'admin.suspended' AND a."actor_kind" = 'user'
	ORDER BY a."seq" DESC LIMIT 1),
	COALESCE(s."suspended_reason", '')
FROM "subscriptions" s WHERE s."suspended_at" IS NOT NULL;--> statement-breakpoint
INSERT INTO "scheduled_changes" ("organization_id", "effective_at", "plan_key", "interval", "lookup_key", "items")
SELECT "organization_id", "scheduled_at", "scheduled_plan_key", "scheduled_interval", "scheduled_lookup_key", "scheduled_items"
FROM "subscriptions" WHERE "scheduled_at" IS NOT NULL;--> statement-breakpoint
INSERT INTO "pending_changes" ("organization_id", "plan_key", "expires_at", "invoice_url")
SELECT "organization_id", "pending_plan_key", "pending_until", "pending_invoice_url"
FROM "subscriptions" WHERE "pending_until" IS NOT NULL;--> statement-breakpoint
INSERT INTO "retention_offers" ("organization_id", "accepted_at")
SELECT "organization_id", "retained_at" FROM "subscriptions" WHERE "retained_at" IS NOT NULL;--> statement-breakpoint
INSERT INTO "verifications" ("organization_id", "verified_at")
SELECT "organization_id", "synced_at" FROM "subscriptions" WHERE "synced_at" IS NOT NULL
ON CONFLICT ("organization_id") DO UPDATE SET "verified_at" = GREATEST("verifications"."verified_at", EXCLUDED."verified_at");--> statement-breakpoint
-- Nothing was bought: plan, status and anchor were the trial's.
UPDATE "subscriptions" SET "plan_key" = NULL, "anchor_at" = NULL, "status" = CASE WHEN "status" = 'incomplete' THEN 'incomplete' END
WHERE "stripe_subscription_id" IS NULL;--> statement-breakpoint
DROP TRIGGER IF EXISTS "keep_trial_start" ON "subscriptions";--> statement-breakpoint
DROP TRIGGER IF EXISTS "start_trial" ON "organizations";--> statement-breakpoint
DROP FUNCTION IF EXISTS "start_trial"();--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "trial_started_at";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "trial_ends_at";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "trial_refused_domain";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "verify_by";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "suspended_at";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "suspended_reason";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "scheduled_at";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "scheduled_plan_key";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "scheduled_interval";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "scheduled_lookup_key";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "scheduled_items";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "pending_plan_key";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "pending_until";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "pending_invoice_url";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "retained_at";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "synced_at";--> statement-breakpoint
ALTER TABLE "organizations" DROP COLUMN "trial_plan";--> statement-breakpoint
ALTER TABLE "organizations" DROP COLUMN "trial_ends_at";--> statement-breakpoint
ALTER TABLE "subscriptions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "verifications" FORCE ROW LEVEL SECURITY;
