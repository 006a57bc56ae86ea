ALTER TABLE "metric_days" ADD COLUMN "converted" bigint;--> statement-breakpoint
ALTER TABLE "metric_months" ADD COLUMN "converted" bigint;--> statement-breakpoint
ALTER TABLE "metric_state" ADD COLUMN "currency" text;--> statement-breakpoint
CREATE INDEX "subscriptions_ending" ON "subscriptions" USING btree ("cancel_at") WHERE "subscriptions"."cancel_at" is not null;--> statement-breakpoint
CREATE INDEX "metric_days_not_converted" ON "metric_days" USING btree ("currency","day") WHERE "metric_days"."converted" is null;--> statement-breakpoint
CREATE INDEX "metric_months_not_converted" ON "metric_months" USING btree ("currency","month") WHERE "metric_months"."converted" is null;--> statement-breakpoint
CREATE INDEX "usage_counters_running_index" ON "usage_counters" USING btree ("meter","period_end");--> statement-breakpoint
-- Custom from here on: what a read needs is in the index, so that it need not look for each row in the table, where the days of
-- a slice are far apart.
ALTER TABLE "metric_days" DROP CONSTRAINT "metric_days_dimension_value_day_currency_kind_pk",
  ADD CONSTRAINT "metric_days_dimension_value_day_currency_kind_pk" PRIMARY KEY ("dimension", "value", "day", "currency", "kind")
    INCLUDE ("amount", "count", "customers", "converted");--> statement-breakpoint
ALTER TABLE "metric_months" DROP CONSTRAINT "metric_months_dimension_value_month_currency_kind_pk",
  ADD CONSTRAINT "metric_months_dimension_value_month_currency_kind_pk" PRIMARY KEY ("dimension", "value", "month", "currency", "kind")
    INCLUDE ("amount", "count", "customers", "converted");--> statement-breakpoint
-- A value belongs to one dimension. Without knowing that, PostgreSQL expects a twentieth of a slice's rows, and sorts them where
-- it should hash them.
CREATE STATISTICS "metric_days_slices" (dependencies) ON "dimension", "value" FROM "metric_days";--> statement-breakpoint
CREATE STATISTICS "metric_months_slices" (dependencies) ON "dimension", "value" FROM "metric_months";
