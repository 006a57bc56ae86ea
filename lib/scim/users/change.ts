import "server-only";
import { and, eq, ne, or } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { directoryUsers } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { forgetDeleted } from "@/lib/tenancy";
import { scimRefusal } from "../errors";
import type { DirectoryProfile, ProfileChange } from "../profile";
import { type DirectoryUser, directoryUser, ofDirectory } from "./find";
import { activate, deactivate, memberWith } from "./provision";

/**
 * Adds a user of the directory. Someone already on the team is found by their address and doesn't take another seat.
 *
 * @throws GatehouseError `conflict` with `scimType: "uniqueness"`; `limit_reached`; `read_only`.
 */
export async function createDirectoryUser(ctx: TenantContext, profile: DirectoryProfile): Promise<DirectoryUser> {
  const { active, ...kept } = profile;
  const { tx, organizationId, now } = ctx;
  await assertUnique(ctx, kept);
  const id = uuidv7();
  const userId = await memberWith(ctx, kept.email);
  await forgetDeleted(ctx, { email: kept.email, userId });
  const row = { ...kept, organizationId, id, userId, createdAt: now, updatedAt: now };
  const added = await tx.insert(directoryUsers).values(row).onConflictDoNothing().returning({ id: directoryUsers.id });
  if (added.length === 0) throw taken();
  if (active) await activate(ctx, row);
  await recordAudit(ctx, {
    organizationId,
    action: "directory.user_created",
    details: { user: id, active },
    personal: { personId: userId, email: kept.email },
  });
  return directoryUser(ctx, id);
}

/**
 * Changes a user of the directory. A member's account keeps its address and name, because they belong to the person.
 *
 * @throws GatehouseError `not_found`; `conflict` with `scimType: "uniqueness"`, and for the last owner; `limit_reached`; `read_only`.
 */
export async function changeDirectoryUser(
  ctx: TenantContext,
  id: string,
  { active, ...change }: ProfileChange,
): Promise<DirectoryUser> {
  const { tx, organizationId, now } = ctx;
  await lockUser(ctx, id);
  const before = await directoryUser(ctx, id);
  const wanted = active ?? before.active;
  const after = { ...before, ...change };
  await assertUnique(ctx, after, id);
  // The invitation went to the previous address.
  const moved = before.email !== after.email && before.userId === null;
  if (before.active && (!wanted || moved)) await deactivate(ctx, before);
  const userId = after.userId ?? (await memberWith(ctx, after.email));
  await forgetDeleted(ctx, { email: after.email, userId });
  await tx
    .update(directoryUsers)
    .set({ ...change, userId, updatedAt: now })
    .where(and(eq(directoryUsers.organizationId, organizationId), eq(directoryUsers.id, id)));
  if (wanted && (!before.active || moved)) await activate(ctx, { email: after.email, userId });
  await recordAudit(ctx, {
    organizationId,
    action: actionOf(before.active, wanted),
    details: { user: id, changed: Object.keys(change) },
    personal: { personId: userId, email: after.email },
  });
  return directoryUser(ctx, id);
}

/**
 * Deactivates a user and deletes the directory's data about them, except who they are: they can't join by single sign-on until the
 * directory adds them again or someone invites them. @throws GatehouseError same as `changeDirectoryUser`. */
export async function deleteDirectoryUser(ctx: TenantContext, id: string): Promise<void> {
  const { tx, organizationId, now } = ctx;
  await lockUser(ctx, id);
  const user = await directoryUser(ctx, id);
  await deactivate(ctx, user);
  const forgotten = {
    userName: `deleted ${id}`,
    externalId: null,
    givenName: null,
    familyName: null,
    displayName: null,
  };
  await tx
    .update(directoryUsers)
    .set({ ...forgotten, updatedAt: now, deletedAt: now })
    .where(and(eq(directoryUsers.organizationId, organizationId), eq(directoryUsers.id, id)));
  await recordAudit(ctx, {
    organizationId,
    action: "directory.user_deleted",
    details: { user: id },
    personal: { personId: user.userId, email: user.email },
  });
}

function actionOf(before: boolean, after: boolean) {
  if (before === after) return "directory.user_updated";
  return after ? "directory.user_reactivated" : "directory.user_deactivated";
}

/** Directories retry slow requests, so two for the same user can arrive at once. */
async function lockUser(ctx: TenantContext, id: string): Promise<void> {
  await directoryUser(ctx, id);
  await ctx.tx
    .select({ id: directoryUsers.id })
    .from(directoryUsers)
    .where(and(ofDirectory(ctx.organizationId), eq(directoryUsers.id, id)))
    .for("update");
}

async function assertUnique(
  { tx, organizationId }: TenantContext,
  { userName, email }: { userName: string; email: string },
  except?: string,
): Promise<void> {
  const [other] = await tx
    .select({ id: directoryUsers.id })
    .from(directoryUsers)
    .where(
      and(
        ofDirectory(organizationId),
        or(eq(directoryUsers.userName, userName), eq(directoryUsers.email, email)),
        except === undefined ? undefined : ne(directoryUsers.id, except),
      ),
    );
  if (other) throw taken();
}

const taken = () => scimRefusal("uniqueness", "A user with this userName or email address already exists.");
