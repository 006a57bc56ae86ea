CREATE TABLE "automation_rules" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event" text NOT NULL,
	"contains" text,
	"minimum_severity" text,
	"set_priority" text,
	"set_lane" text,
	"set_department" text,
	"block" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "automation_rules_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "custom_fields" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"choices" text[] DEFAULT '{}' NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "custom_fields_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "custom_fields_organizationId_subject_label_unique" UNIQUE("organization_id","subject","label")
);
--> statement-breakpoint
CREATE TABLE "file_removals" (
	"key" text PRIMARY KEY NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"work_order_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"stored_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "files_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "stock_layers" (
	"organization_id" uuid NOT NULL,
	"material_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"quantity" numeric(15, 3) NOT NULL,
	"value" bigint NOT NULL,
	CONSTRAINT "stock_layers_organization_id_material_id_sequence_pk" PRIMARY KEY("organization_id","material_id","sequence"),
	CONSTRAINT "stock_layers_stock" CHECK ("stock_layers"."quantity" > 0 and "stock_layers"."value" >= 0)
);
--> statement-breakpoint
CREATE TABLE "stock_movements" (
	"organization_id" uuid NOT NULL,
	"material_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"method" text NOT NULL,
	"quantity" numeric(15, 3) NOT NULL,
	"value" bigint NOT NULL,
	"on_hand" numeric(15, 3) NOT NULL,
	"stock_value" bigint NOT NULL,
	"currency" text NOT NULL,
	"work_order_id" uuid,
	"work_order_number" integer,
	"note" text,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stock_movements_organization_id_material_id_sequence_pk" PRIMARY KEY("organization_id","material_id","sequence"),
	CONSTRAINT "stock_movements_organizationId_requestId_unique" UNIQUE("organization_id","request_id")
);
--> statement-breakpoint
CREATE TABLE "inspection_checks" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"work_order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"criterion" text,
	"result" text,
	"checked_by" uuid,
	"checked_at" timestamp with time zone,
	CONSTRAINT "inspection_checks_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "shift_notes" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plant_id" uuid NOT NULL,
	"work_order_id" uuid,
	"shift" text,
	"day" date NOT NULL,
	"text" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shift_notes_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "lanes" DROP CONSTRAINT "lanes_organizationId_plantId_status_unique";--> statement-breakpoint
ALTER TABLE "materials" ALTER COLUMN "on_hand" SET DATA TYPE numeric(15, 3);--> statement-breakpoint
ALTER TABLE "materials" ALTER COLUMN "reorder_at" SET DATA TYPE numeric(15, 3);--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "stock_value" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "currency" text DEFAULT 'usd' NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "last_movement" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "custom_values" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "non_conformances" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "non_conformances" ADD COLUMN "quantity" integer;--> statement-breakpoint
ALTER TABLE "non_conformances" ADD COLUMN "disposition" text;--> statement-breakpoint
ALTER TABLE "non_conformances" ADD COLUMN "cost" bigint;--> statement-breakpoint
ALTER TABLE "non_conformances" ADD COLUMN "currency" text DEFAULT 'usd' NOT NULL;--> statement-breakpoint
ALTER TABLE "non_conformances" ADD COLUMN "reported_by" uuid;--> statement-breakpoint
ALTER TABLE "non_conformances" ADD COLUMN "closed_by" uuid;--> statement-breakpoint
ALTER TABLE "non_conformances" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plants" ADD COLUMN "workdays" integer[] DEFAULT '{1,2,3,4,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "lane_id" uuid;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "planned_minutes" integer;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "blocked_reason" text;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "good_quantity" integer;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "scrap_quantity" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "work_orders" ADD COLUMN "custom_values" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "automation_rules" ADD CONSTRAINT "automation_rules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_fields" ADD CONSTRAINT "custom_fields_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_organization_id_work_order_id_work_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","work_order_id") REFERENCES "public"."work_orders"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layers" ADD CONSTRAINT "stock_layers_organization_id_material_id_materials_organization_id_id_fk" FOREIGN KEY ("organization_id","material_id") REFERENCES "public"."materials"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_organization_id_material_id_materials_organization_id_id_fk" FOREIGN KEY ("organization_id","material_id") REFERENCES "public"."materials"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_checks" ADD CONSTRAINT "inspection_checks_organization_id_work_order_id_work_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","work_order_id") REFERENCES "public"."work_orders"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_notes" ADD CONSTRAINT "shift_notes_organization_id_plant_id_plants_organization_id_id_fk" FOREIGN KEY ("organization_id","plant_id") REFERENCES "public"."plants"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_notes" ADD CONSTRAINT "shift_notes_organization_id_work_order_id_work_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","work_order_id") REFERENCES "public"."work_orders"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_organization_id_work_order_id_index" ON "files" USING btree ("organization_id","work_order_id");--> statement-breakpoint
CREATE INDEX "stock_movements_organization_id_work_order_id_index" ON "stock_movements" USING btree ("organization_id","work_order_id");--> statement-breakpoint
CREATE INDEX "inspection_checks_organization_id_work_order_id_index" ON "inspection_checks" USING btree ("organization_id","work_order_id");--> statement-breakpoint
CREATE INDEX "shift_notes_organization_id_plant_id_created_at_index" ON "shift_notes" USING btree ("organization_id","plant_id","created_at");--> statement-breakpoint
CREATE INDEX "shift_notes_organization_id_work_order_id_index" ON "shift_notes" USING btree ("organization_id","work_order_id");--> statement-breakpoint
ALTER TABLE "work_orders" ADD CONSTRAINT "work_orders_organization_id_lane_id_lanes_organization_id_id_fk" FOREIGN KEY ("organization_id","lane_id") REFERENCES "public"."lanes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "non_conformances_organization_id_reported_at_index" ON "non_conformances" USING btree ("organization_id","reported_at");--> statement-breakpoint
CREATE INDEX "work_orders_organization_id_lane_id_index" ON "work_orders" USING btree ("organization_id","lane_id");--> statement-breakpoint
CREATE INDEX "work_orders_organization_id_finished_at_index" ON "work_orders" USING btree ("organization_id","finished_at");--> statement-breakpoint
ALTER TABLE "lanes" DROP COLUMN "status";--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_organizationId_plantId_name_unique" UNIQUE("organization_id","plant_id","name");--> statement-breakpoint
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_organizationId_plantId_name_unique" UNIQUE("organization_id","plant_id","name");--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_organizationId_plantId_name_unique" UNIQUE("organization_id","plant_id","name");--> statement-breakpoint
ALTER TABLE "materials" ADD CONSTRAINT "materials_stock" CHECK ("materials"."on_hand" >= 0 and "materials"."stock_value" >= 0);--> statement-breakpoint
-- Custom: lanes were the statuses of work orders. They become production lanes. Without FORCE, the owner sees the rows of every tenant;
-- the access rules restore it after the migrations.
ALTER TABLE "lanes" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "lanes" SET "name" = 'Lane ' || ("position" + 1);--> statement-breakpoint
-- Custom: stock from before it was costed has no cost.
ALTER TABLE "materials" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "stock_layers" ("organization_id", "material_id", "sequence", "quantity", "value")
SELECT "organization_id", "id", 0, "on_hand", 0 FROM "materials" WHERE "on_hand" > 0;
