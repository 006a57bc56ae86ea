CREATE TABLE "roi_alerts" (
	"organization_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"threshold" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"checked_day" date,
	"value" bigint DEFAULT 0 NOT NULL,
	"spend" bigint DEFAULT 0 NOT NULL,
	"fallen_at" timestamp with time zone,
	CONSTRAINT "roi_alerts_organization_id_channel_pk" PRIMARY KEY("organization_id","channel")
);
--> statement-breakpoint
ALTER TABLE "roi_alerts" ADD CONSTRAINT "roi_alerts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;