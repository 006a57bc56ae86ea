ALTER TABLE "subscription_items" ADD COLUMN "current_period_end" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "days_until_due" integer;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "customer_balance" bigint;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "pending_amount" bigint;