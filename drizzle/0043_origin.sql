CREATE TABLE "attribution_models" (
	"organization_id" uuid NOT NULL,
	"model" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attribution_models_organization_id_model_pk" PRIMARY KEY("organization_id","model")
);
--> statement-breakpoint
CREATE TABLE "attribution_paths" (
	"organization_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"channels" text[] NOT NULL,
	"conversions" integer NOT NULL,
	"value" bigint NOT NULL,
	"lost" integer NOT NULL,
	CONSTRAINT "attribution_paths_organization_id_run_id_position_pk" PRIMARY KEY("organization_id","run_id","position")
);
--> statement-breakpoint
CREATE TABLE "attribution_results" (
	"organization_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"conversions" double precision NOT NULL,
	"value" bigint NOT NULL,
	"spend" bigint NOT NULL,
	CONSTRAINT "attribution_results_organization_id_run_id_channel_pk" PRIMARY KEY("organization_id","run_id","channel")
);
--> statement-breakpoint
CREATE TABLE "attribution_runs" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"model" text NOT NULL,
	"half_life_days" smallint,
	"markov_order" smallint,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"look_back_days" smallint NOT NULL,
	"conversion_type" text,
	"status" text NOT NULL,
	"processed" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"touches" integer,
	"conversions" integer,
	"value" bigint,
	"spend" bigint,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "attribution_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "attribution_settings" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_spend" (
	"organization_id" uuid NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"amount" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_spend_organization_id_day_channel_pk" PRIMARY KEY("organization_id","day","channel")
);
--> statement-breakpoint
CREATE TABLE "conversions" (
	"organization_id" uuid NOT NULL,
	"id" text NOT NULL,
	"visitor" text NOT NULL,
	"person" text NOT NULL,
	"type" text NOT NULL,
	"value" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "conversions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "data_imports" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"options" jsonb NOT NULL,
	"status" text NOT NULL,
	"chunks" integer NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "data_imports_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_chunks" (
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "import_chunks_organization_id_import_id_position_pk" PRIMARY KEY("organization_id","import_id","position")
);
--> statement-breakpoint
CREATE TABLE "import_problems" (
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"reason" text NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "import_problems_organization_id_import_id_line_pk" PRIMARY KEY("organization_id","import_id","line")
);
--> statement-breakpoint
CREATE TABLE "roi_reports" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"title" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_opened_at" timestamp with time zone,
	CONSTRAINT "roi_reports_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "touchpoints" (
	"organization_id" uuid NOT NULL,
	"id" text NOT NULL,
	"visitor" text NOT NULL,
	"person" text NOT NULL,
	"channel" text NOT NULL,
	"campaign" text,
	"at" timestamp with time zone NOT NULL,
	"cost" bigint,
	CONSTRAINT "touchpoints_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "visitor_aliases" (
	"organization_id" uuid NOT NULL,
	"visitor" text NOT NULL,
	"person" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "visitor_aliases_organization_id_visitor_pk" PRIMARY KEY("organization_id","visitor")
);
--> statement-breakpoint
ALTER TABLE "attribution_models" ADD CONSTRAINT "attribution_models_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution_paths" ADD CONSTRAINT "attribution_paths_organization_id_run_id_attribution_runs_organization_id_id_fk" FOREIGN KEY ("organization_id","run_id") REFERENCES "public"."attribution_runs"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution_results" ADD CONSTRAINT "attribution_results_organization_id_run_id_attribution_runs_organization_id_id_fk" FOREIGN KEY ("organization_id","run_id") REFERENCES "public"."attribution_runs"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution_runs" ADD CONSTRAINT "attribution_runs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution_settings" ADD CONSTRAINT "attribution_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_spend" ADD CONSTRAINT "channel_spend_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversions" ADD CONSTRAINT "conversions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_imports" ADD CONSTRAINT "data_imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_organization_id_import_id_data_imports_organization_id_id_fk" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."data_imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_problems" ADD CONSTRAINT "import_problems_organization_id_import_id_data_imports_organization_id_id_fk" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."data_imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roi_reports" ADD CONSTRAINT "roi_reports_organization_id_run_id_attribution_runs_organization_id_id_fk" FOREIGN KEY ("organization_id","run_id") REFERENCES "public"."attribution_runs"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoints" ADD CONSTRAINT "touchpoints_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_aliases" ADD CONSTRAINT "visitor_aliases_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attribution_runs_organization_id_created_at_index" ON "attribution_runs" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "conversions_organization_id_person_at_index" ON "conversions" USING btree ("organization_id","person","at");--> statement-breakpoint
CREATE INDEX "conversions_organization_id_at_index" ON "conversions" USING btree ("organization_id","at");--> statement-breakpoint
CREATE INDEX "data_imports_organization_id_created_at_index" ON "data_imports" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "touchpoints_organization_id_person_at_channel_index" ON "touchpoints" USING btree ("organization_id","person","at","channel");--> statement-breakpoint
CREATE INDEX "touchpoints_organization_id_at_index" ON "touchpoints" USING btree ("organization_id","at");--> statement-breakpoint
CREATE INDEX "visitor_aliases_organization_id_person_index" ON "visitor_aliases" USING btree ("organization_id","person");