ALTER TABLE "directory_users" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "retained_documents" ADD COLUMN "stripe_customer_id" text;--> statement-breakpoint
CREATE INDEX "retained_documents_stripe_customer_id_index" ON "retained_documents" USING btree ("stripe_customer_id");