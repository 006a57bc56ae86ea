CREATE TABLE "fx_rates" (
	"base" text NOT NULL,
	"currency" text NOT NULL,
	"day" date NOT NULL,
	"rate" double precision NOT NULL,
	CONSTRAINT "fx_rates_base_currency_day_pk" PRIMARY KEY("base","currency","day")
);
--> statement-breakpoint
CREATE TABLE "metric_cohorts" (
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"cohort" date NOT NULL,
	"month" date NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"customers" bigint NOT NULL,
	"start_amount" bigint NOT NULL,
	"start_customers" bigint NOT NULL,
	CONSTRAINT "metric_cohorts_dimension_value_cohort_month_currency_pk" PRIMARY KEY("dimension","value","cohort","month","currency")
);
--> statement-breakpoint
CREATE TABLE "metric_days" (
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"day" date NOT NULL,
	"currency" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"count" bigint NOT NULL,
	"customers" bigint NOT NULL,
	CONSTRAINT "metric_days_dimension_value_day_currency_kind_pk" PRIMARY KEY("dimension","value","day","currency","kind")
);
--> statement-breakpoint
CREATE TABLE "metric_gauges" (
	"meter" text NOT NULL,
	"day" date NOT NULL,
	"total" bigint NOT NULL,
	"organizations" bigint NOT NULL,
	"measured_at" timestamp with time zone NOT NULL,
	CONSTRAINT "metric_gauges_meter_day_pk" PRIMARY KEY("meter","day")
);
--> statement-breakpoint
CREATE TABLE "metric_months" (
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"month" date NOT NULL,
	"currency" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"count" bigint NOT NULL,
	"customers" bigint NOT NULL,
	CONSTRAINT "metric_months_dimension_value_month_currency_kind_pk" PRIMARY KEY("dimension","value","month","currency","kind")
);
--> statement-breakpoint
CREATE TABLE "metric_organizations" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"signed_up_at" timestamp with time zone NOT NULL,
	"country" text,
	"industry" text,
	"size" text,
	"source" text,
	"trial_plan_key" text,
	"trial_started_at" timestamp with time zone,
	"trial_ends_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"onboarded_at" timestamp with time zone,
	"activated_at" timestamp with time zone,
	"first_paid_at" timestamp with time zone,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "metric_payments" (
	"organization_id" uuid NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"day" date NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"outcome" text NOT NULL,
	"rolled" text,
	CONSTRAINT "metric_payments_organization_id_stripe_invoice_id_pk" PRIMARY KEY("organization_id","stripe_invoice_id")
);
--> statement-breakpoint
CREATE TABLE "metric_queue" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "metric_queue_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "metric_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"rolled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rolled_organizations" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"attributes" jsonb NOT NULL
);
--> statement-breakpoint
DROP INDEX "movements_occurred_at_index";--> statement-breakpoint
ALTER TABLE "movements" ADD COLUMN "interval_before" text;--> statement-breakpoint
ALTER TABLE "movements" ADD COLUMN "interval_after" text;--> statement-breakpoint
CREATE INDEX "metric_organizations_signed_up_at_index" ON "metric_organizations" USING btree ("signed_up_at");--> statement-breakpoint
CREATE INDEX "metric_organizations_trial_started_at_index" ON "metric_organizations" USING btree ("trial_started_at");--> statement-breakpoint
CREATE INDEX "metric_payments_waiting" ON "metric_payments" USING btree ("day") WHERE "metric_payments"."rolled" is distinct from "metric_payments"."outcome";--> statement-breakpoint
CREATE INDEX "movements_occurred_at_id_index" ON "movements" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "movements_churn" ON "movements" USING btree ("occurred_at") WHERE "movements"."kind" = 'churn';--> statement-breakpoint
-- Custom from here on: what metrics need is taken over from what exists. Row-level security binds the owner too, who would
-- see no row here.
ALTER TABLE "organizations" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "trials" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "deleted_trials" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subscriptions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "movements" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invoices" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TRIGGER IF EXISTS "keep_deleted_trial" ON "organizations";--> statement-breakpoint
DROP FUNCTION IF EXISTS "keep_deleted_trial"();--> statement-breakpoint
INSERT INTO "metric_organizations" ("organization_id", "signed_up_at", "industry", "size", "trial_plan_key", "trial_started_at",
  "trial_ends_at", "onboarded_at", "first_paid_at")
SELECT o."id", o."created_at", o."profile"->>'industry', COALESCE(o."profile"->>'companySize', o."profile"->>'size'),
  CASE WHEN t."refused_domain" IS NULL THEN t."plan_key" END, CASE WHEN t."refused_domain" IS NULL THEN t."started_at" END,
  CASE WHEN t."refused_domain" IS NULL THEN
    CASE WHEN s."status" = 'trialing' AND m."first" IS NULL THEN COALESCE(s."trial_ends_at", t."ends_at")
      ELSE LEAST(t."ends_at", m."first") END END,
  o."onboarded_at", m."first"
FROM "organizations" o
LEFT JOIN "trials" t ON t."organization_id" = o."id"
LEFT JOIN "subscriptions" s ON s."organization_id" = o."id"
LEFT JOIN (SELECT "organization_id", min("occurred_at") AS "first" FROM "movements" WHERE "mrr_after" > 0
  GROUP BY "organization_id") m ON m."organization_id" = o."id";--> statement-breakpoint
-- Of deleted organizations only the trial's start is known, which is when they signed up, and their movements.
INSERT INTO "metric_organizations" ("organization_id", "signed_up_at", "trial_started_at", "trial_ends_at", "first_paid_at",
  "deleted_at")
SELECT d."organization_id", d."started_at", d."started_at", COALESCE(m."first", d."started_at"), m."first",
  COALESCE(m."last", d."started_at")
FROM "deleted_trials" d
LEFT JOIN (SELECT "organization_id", min("occurred_at") FILTER (WHERE "mrr_after" > 0) AS "first", max("occurred_at") AS "last"
  FROM "movements" GROUP BY "organization_id") m ON m."organization_id" = d."organization_id"
ON CONFLICT DO NOTHING;--> statement-breakpoint
-- The interval of a past movement is only known while its subscription still has it.
UPDATE "movements" m SET "interval_after" = CASE WHEN m."mrr_after" > 0 THEN i."key" END,
  "interval_before" = CASE WHEN m."mrr_before" > 0 THEN i."key" END
FROM (SELECT "organization_id", "stripe_subscription_id",
    CASE WHEN "interval_count" = 1 THEN "interval" ELSE "interval_count" || '-' || "interval" END AS "key"
  FROM "subscriptions" WHERE "interval" IS NOT NULL) i
WHERE i."organization_id" = m."organization_id" AND i."stripe_subscription_id" = m."stripe_subscription_id";--> statement-breakpoint
INSERT INTO "metric_payments" ("organization_id", "stripe_invoice_id", "day", "currency", "amount", "outcome")
SELECT "organization_id", "stripe_invoice_id", (COALESCE("finalized_at", "created_at") AT TIME ZONE 'UTC')::date, "currency",
  "amount_due", CASE WHEN "status" = 'paid' AND "attempt_count" > 1 THEN 'recovered' WHEN "status" = 'paid' THEN 'succeeded'
    ELSE 'failed' END
FROM "invoices" WHERE "amount_due" > 0
  AND ("status" IN ('paid', 'uncollectible') OR ("status" = 'open' AND "attempt_count" > 0));--> statement-breakpoint
DROP TABLE "deleted_trials";--> statement-breakpoint
ALTER TABLE "organizations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "trials" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subscriptions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "movements" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invoices" FORCE ROW LEVEL SECURITY;
