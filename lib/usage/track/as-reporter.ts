import "server-only";
import { eq } from "drizzle-orm";
import { usageReservations } from "@/db/schema";
import { now as clockNow } from "@/lib/clock";
import { type Actor, type TenantContext, withPlatform, withTenant } from "@/lib/context";
import { organizationsByName } from "@/lib/entitlements";
import { found } from "@/lib/errors";

type Work<T> = (ctx: TenantContext) => Promise<T>;

/** Runs `work` in the organization that a platform key names, by our id or its external id. @throws GatehouseError `not_found`. */
export async function asReporterFor<T>(actor: Actor, organization: string, work: Work<T>): Promise<T> {
  const named = await organizationsByName({ actor, now: clockNow() }, [organization]);
  const { organizationId } = found(named.get(organization), "organization");
  return withTenant({ organizationId, actor }, work);
}

/** Runs `work` in the organization that owns the reservation. A platform key may act for any. @throws GatehouseError `not_found`. */
export async function asReserver<T>(actor: Actor, reservationId: string, work: Work<T>): Promise<T> {
  const [row] = await withPlatform({ actor }, ({ tx }) =>
    tx
      .select({ organizationId: usageReservations.organizationId })
      .from(usageReservations)
      .where(eq(usageReservations.id, reservationId)),
  );
  return withTenant({ organizationId: found(row, "reservation").organizationId, actor }, work);
}
