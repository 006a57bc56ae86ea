import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found, invalidInput } from "@/lib/errors";
import { customFields, materials, workOrders } from "@/products/unison/schema";
import type { AddField, FieldSubject, Values } from "./customization-input";
import { valueProblem } from "./field-value";

const mostFields = 30;
const tables = { work_order: workOrders, material: materials } as const;

/** The organization's own fields of work orders or materials, in order. */
export function listFields({ organizationId, tx }: TenantContext, subject?: FieldSubject) {
  return tx
    .select({
      id: customFields.id,
      subject: customFields.subject,
      label: customFields.label,
      kind: customFields.kind,
      choices: customFields.choices,
    })
    .from(customFields)
    .where(
      and(
        eq(customFields.organizationId, organizationId),
        subject === undefined ? undefined : eq(customFields.subject, subject),
      ),
    )
    .orderBy(asc(customFields.position), asc(customFields.id));
}
export type CustomField = Awaited<ReturnType<typeof listFields>>[number];

/** @throws GatehouseError `conflict` when there is one of that name or 30, `feature_not_in_plan`, `read_only`. */
export async function addField(ctx: TenantContext, input: AddField): Promise<string> {
  await requireCustomFields(ctx);
  const { organizationId, tx } = ctx;
  const existing = await listFields(ctx, input.subject);
  if (existing.length >= mostFields) throw conflict(`You can have up to ${mostFields} fields.`);
  const [row] = await tx
    .insert(customFields)
    .values({ organizationId, id: uuidv7(), ...input, position: existing.length })
    .onConflictDoNothing({ target: [customFields.organizationId, customFields.subject, customFields.label] })
    .returning({ id: customFields.id });
  if (!row) {
    const message = `There is already a field named “${input.label}”.`;
    throw conflict(message, { errors: [{ field: "label", message }] });
  }
  await recordAudit(ctx, {
    organizationId,
    action: "custom_field.added",
    subject: row.id,
    details: { name: input.label },
  });
  return row.id;
}

/** With its values. @throws GatehouseError `not_found`, `feature_not_in_plan`, `read_only`. */
export async function removeField(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireCustomFields(ctx);
  const { organizationId, tx } = ctx;
  const [row] = await tx
    .delete(customFields)
    .where(and(eq(customFields.organizationId, organizationId), eq(customFields.id, id)))
    .returning({ label: customFields.label, subject: customFields.subject });
  const { label, subject } = found(row, "field");
  const table = tables[subject];
  await tx
    .update(table)
    .set({ customValues: sql`${table.customValues} - ${id}::text` })
    .where(and(eq(table.organizationId, organizationId), sql`${table.customValues} ? ${id}::text`));
  await recordAudit(ctx, { organizationId, action: "custom_field.removed", subject: id, details: { name: label } });
}

/** Changes the given values and keeps the others. @throws GatehouseError `not_found`, `invalid_input`, `feature_not_in_plan`, `read_only`. */
export async function setValues(ctx: TenantContext, { subject, id, values }: Values): Promise<void> {
  await requireCustomFields(ctx);
  const { organizationId, tx } = ctx;
  const fields = new Map((await listFields(ctx, subject)).map((field) => [field.id, field]));
  const errors = Object.entries(values).flatMap(([fieldId, value]) => {
    const field = fields.get(fieldId);
    const message = field ? valueProblem(field, value) : "This field doesn't exist anymore.";
    return message ? [{ field: fieldId, message }] : [];
  });
  const [first] = errors;
  if (first) throw invalidInput(first.message, { errors });
  const table = tables[subject];
  const [row] = await tx
    .update(table)
    .set({ customValues: sql`${table.customValues} || ${JSON.stringify(values)}::jsonb` })
    .where(and(eq(table.organizationId, organizationId), eq(table.id, id)))
    .returning({ id: table.id });
  found(row, subject === "material" ? "material" : "work order");
  await recordAudit(ctx, { organizationId, action: "custom_field.values_changed", subject: id });
}

async function requireCustomFields(ctx: TenantContext) {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "custom_fields");
}
