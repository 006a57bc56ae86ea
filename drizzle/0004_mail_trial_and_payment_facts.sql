CREATE TABLE "email_suppressions" (
	"address" text NOT NULL,
	"category" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "email_suppressions_address_category_pk" PRIMARY KEY("address","category")
);
--> statement-breakpoint
CREATE TABLE "trial_domains" (
	"domain" text PRIMARY KEY NOT NULL,
	"first_organization_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "payment_issue" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "trial_refused_domain" text;