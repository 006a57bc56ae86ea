-- The mirror takes what a person arranged in Stripe: all items, every discount, other subscriptions, invoices with a due
-- date, refunds, credit notes and disputes. Drizzle-kit made the tables; filling the new columns is written by hand.
SET LOCAL lock_timeout = '10s';--> statement-breakpoint
CREATE TABLE "credit_notes" (
	"organization_id" uuid NOT NULL,
	"stripe_credit_note_id" text NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"number" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text,
	"status" text NOT NULL,
	"pdf_url" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_notes_organization_id_stripe_credit_note_id_pk" PRIMARY KEY("organization_id","stripe_credit_note_id")
);
--> statement-breakpoint
CREATE TABLE "discounts" (
	"organization_id" uuid NOT NULL,
	"stripe_discount_id" text NOT NULL,
	"scope" text NOT NULL,
	"stripe_item_id" text,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"code" text,
	"stripe_coupon_id" text,
	"percent_off" double precision,
	"amount_off" bigint,
	"currency" text,
	"duration" text NOT NULL,
	"ends_at" timestamp with time zone,
	"products" jsonb,
	CONSTRAINT "discounts_organization_id_stripe_discount_id_pk" PRIMARY KEY("organization_id","stripe_discount_id")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"organization_id" uuid NOT NULL,
	"stripe_dispute_id" text NOT NULL,
	"stripe_invoice_id" text,
	"stripe_charge_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"evidence_due_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disputes_organization_id_stripe_dispute_id_pk" PRIMARY KEY("organization_id","stripe_dispute_id")
);
--> statement-breakpoint
CREATE TABLE "other_subscriptions" (
	"organization_id" uuid NOT NULL,
	"stripe_subscription_id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"description" text NOT NULL,
	"plan_key" text,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"interval" text NOT NULL,
	"interval_count" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "other_subscriptions_organization_id_stripe_subscription_id_pk" PRIMARY KEY("organization_id","stripe_subscription_id")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"organization_id" uuid NOT NULL,
	"stripe_refund_id" text NOT NULL,
	"stripe_invoice_id" text,
	"stripe_charge_id" text,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refunds_organization_id_stripe_refund_id_pk" PRIMARY KEY("organization_id","stripe_refund_id")
);
--> statement-breakpoint
ALTER TABLE "scheduled_changes" ALTER COLUMN "plan_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduled_changes" ALTER COLUMN "lookup_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_items" ALTER COLUMN "item_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_items" ALTER COLUMN "lookup_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_items" ALTER COLUMN "unit_amount" SET DATA TYPE double precision;--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "unit_amount" SET DATA TYPE double precision;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "finalized_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "collection_method" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "stripe_subscription_id" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "amount_refunded" bigint;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "amount_credited" bigint;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "disputed" boolean;--> statement-breakpoint
ALTER TABLE "scheduled_changes" ADD COLUMN "managed" boolean;--> statement-breakpoint
ALTER TABLE "scheduled_changes" ADD COLUMN "phases" jsonb;--> statement-breakpoint
ALTER TABLE "scheduled_changes" ADD COLUMN "end_behavior" text;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "stripe_price_id" text;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "stripe_product_id" text;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "tiers" jsonb;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "tiers_mode" text;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "package_size" integer;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "package_rounding" text;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "interval_count" integer;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "metered" boolean;--> statement-breakpoint
ALTER TABLE "subscription_items" ADD COLUMN "recurring_amount" bigint;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "interval_count" integer;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "trial_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "first_paid_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "collection_method" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "paused_behavior" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "resumes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "customer_deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discounts" ADD CONSTRAINT "discounts_organization_id_subscriptions_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."subscriptions"("organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "other_subscriptions" ADD CONSTRAINT "other_subscriptions_organization_id_subscriptions_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."subscriptions"("organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Row-level security binds the owner too, who would see no row here; the access rules force it again in the end.
ALTER TABLE "subscriptions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subscription_items" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invoices" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "scheduled_changes" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "discounts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- The discount shown was the subscription's last one. Its id is unknown: the next sync replaces the row.
INSERT INTO "discounts" ("organization_id", "stripe_discount_id", "scope", "position", "name", "code", "percent_off", "amount_off", "currency", "duration", "ends_at")
SELECT "organization_id", 'before_0018', 'subscription', 0, "discount_name", "discount_code", "discount_percent_off", "discount_amount_off",
	CASE WHEN "discount_amount_off" IS NOT NULL THEN "currency" END,
	CASE WHEN "discount_ends_at" IS NULL THEN 'forever' ELSE 'repeating' END, "discount_ends_at"
FROM "subscriptions" WHERE "discount_name" IS NOT NULL;--> statement-breakpoint
-- The amounts of scheduled items are in Stripe and the catalog: null until the next sync.
UPDATE "scheduled_changes" c SET "items" = (
	SELECT jsonb_agg(item || jsonb_build_object('name', item->>'itemKey', 'stripePriceId', NULL, 'unitAmount', NULL, 'recurringAmount', NULL,
		'currency', COALESCE(s."currency", 'usd'), 'interval', c."interval", 'intervalCount', 1, 'metered', false) ORDER BY place)
	FROM jsonb_array_elements(c."items") WITH ORDINALITY AS i(item, place))
FROM "subscriptions" s WHERE s."organization_id" = c."organization_id" AND jsonb_array_length(c."items") > 0;--> statement-breakpoint
UPDATE "invoices" SET "collection_method" = 'charge_automatically', "amount_refunded" = 0, "amount_credited" = 0, "disputed" = false;--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "collection_method" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "amount_refunded" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "amount_credited" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "disputed" SET NOT NULL;--> statement-breakpoint
UPDATE "scheduled_changes" SET "managed" = true, "phases" = jsonb_build_array(jsonb_build_object('startsAt',
		to_char("effective_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', NULL, 'trialEndsAt', NULL, 'planKey', "plan_key", 'items', "items")), "end_behavior" = 'release';--> statement-breakpoint
ALTER TABLE "scheduled_changes" ALTER COLUMN "managed" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduled_changes" ALTER COLUMN "phases" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduled_changes" ALTER COLUMN "end_behavior" SET NOT NULL;--> statement-breakpoint
UPDATE "subscription_items" SET "name" = "item_key", "interval_count" = 1, "metered" = "kind" = 'overage', "recurring_amount" = CASE WHEN "kind" = 'overage' THEN 0 ELSE round("unit_amount" * "quantity") END;--> statement-breakpoint
ALTER TABLE "subscription_items" ALTER COLUMN "name" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_items" ALTER COLUMN "interval_count" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_items" ALTER COLUMN "metered" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_items" ALTER COLUMN "recurring_amount" SET NOT NULL;--> statement-breakpoint
-- A trigger lets only the sync write the mirror.
SELECT set_config('app.mirror_writer', 'sync', true);--> statement-breakpoint
UPDATE "subscriptions" SET "interval_count" = 1 WHERE "interval" IS NOT NULL;--> statement-breakpoint
SELECT set_config('app.mirror_writer', '', true);--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "discount_name";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "discount_code";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "discount_percent_off";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "discount_amount_off";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "discount_ends_at";--> statement-breakpoint
ALTER TABLE "subscriptions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subscription_items" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invoices" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "scheduled_changes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "discounts" FORCE ROW LEVEL SECURITY;
